package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say how a study varies its prompt; at most one. */
public final class StudyKind {
    @Option(names = "--permute", description = "The words in every order. The default of a template.")
    private boolean permute;

    @Option(
            names = "--substitute",
            paramLabel = "SLOT=A,B,...",
            description =
                    "What a slot of the template may be, as in colour=red,mauve for {colour}; once for each slot.")
    private List<String> slots = List.of();

    @Option(names = "--typo", description = "Slips of the fingers.")
    private boolean typo;

    @Option(names = "--case", description = "Capitals.")
    private boolean capitals;

    @Option(names = "--punctuation", description = "Commas, stops and quotes.")
    private boolean punctuation;

    @Option(names = "--negate", description = "One of the words denied.")
    private boolean negate;

    @Option(names = "--replay", description = "The same prompt again and again: how far does the model repeat itself?")
    private boolean replay;

    boolean isReplay() {
        return replay;
    }

    /** @throws UserError when there are several, or a slot is not written as it must be */
    void putInto(Map<String, Object> request) {
        var kinds = new ArrayList<String>();
        if (permute) {
            kinds.add("permutation");
        }
        if (!slots.isEmpty()) {
            kinds.add("substitution");
            request.put("values", values());
        }
        if (typo) {
            kinds.add("typo");
        }
        if (capitals) {
            kinds.add("case");
        }
        if (punctuation) {
            kinds.add("punctuation");
        }
        if (negate) {
            kinds.add("negation");
        }
        if (replay) {
            kinds.add("replay");
        }
        if (kinds.size() > 1) {
            throw new UserError(
                    "a study varies its prompt in one way, not by " + String.join(" and ", kinds), ExitCode.USAGE);
        }
        kinds.forEach(kind -> request.put("perturbation", kind));
    }

    private Map<String, List<String>> values() {
        var values = new LinkedHashMap<String, List<String>>();
        for (String slot : slots) {
            int at = slot.indexOf('=');
            if (at < 1 || at == slot.length() - 1) {
                throw new UserError(
                        "--substitute is '" + slot + "', it must be a slot and its values, for example"
                                + " colour=red,mauve,yellow",
                        ExitCode.USAGE);
            }
            values.put(slot.substring(0, at), List.of(slot.substring(at + 1).split("\\s*,\\s*")));
        }
        return values;
    }
}
