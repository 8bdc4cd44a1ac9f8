package io.vasari.training.cards;

import java.util.List;

/** A table in the Markdown of model cards, all columns but the first right-aligned. */
public final class MarkdownTable {

    private final StringBuilder text = new StringBuilder();

    /** Starts with the heading. */
    public MarkdownTable(List<String> heading) {
        row(heading);
        text.append("|---|").append("---:|".repeat(heading.size() - 1)).append('\n');
    }

    /** Adds a row, which must have as many cells as the heading. */
    public void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
