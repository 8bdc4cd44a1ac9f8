package io.vasari.benchmarks.results;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what the scenarios of a run find, and shows it as it comes. */
public final class Results {
    private static final List<String> HEADER = List.of("measured", "value", "against", "ratio", "required", "verdict");

    private final PrintStream out;
    private final StringBuilder markdown = new StringBuilder();
    private final List<Finding> findings = new ArrayList<>();

    public Results(PrintStream out) {
        this.out = out;
    }

    public void title(String text) {
        lasting("## " + text + System.lineSeparator());
    }

    /** A paragraph of the results. */
    public void note(String text) {
        lasting(text + System.lineSeparator());
    }

    /** What is going on now: shown, not kept. */
    public void progress(String text) {
        out.println("  " + text);
    }

    public void table(Table table) {
        lasting(table + System.lineSeparator());
    }

    public void add(Collection<? extends Finding> found) {
        findings.addAll(found);
        var table = new Table(HEADER);
        found.forEach(finding -> table.row(finding.cells()));
        table(table);
    }

    /** Whether everything that was required is so. */
    public boolean allMet() {
        return findings.stream().allMatch(Finding::met);
    }

    /** Everything but the progress. */
    public String markdown() {
        return markdown.toString();
    }

    private void lasting(String text) {
        out.println(text);
        markdown.append(text).append(System.lineSeparator());
    }
}
