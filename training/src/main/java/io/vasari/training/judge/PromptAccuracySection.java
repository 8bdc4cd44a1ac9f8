package io.vasari.training.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.ConfigFile;
import io.vasari.training.cards.MarkdownTable;
import io.vasari.training.vases.VaseTrait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The part of a card that shows what {@link RevisionJudge} found. */
public final class PromptAccuracySection {

    private PromptAccuracySection() {}

    /** Markdown on one revision; empty if nobody has judged it. */
    public static String of(Path revision) {
        Path file = revision.resolve(RevisionJudge.RESULT);
        if (!Files.exists(file)) {
            return "";
        }
        JsonNode root = ConfigFile.read(file);
        List<PromptAccuracy> cells = new ArrayList<>();
        root.path("cells").forEach(cell -> cells.add(PromptAccuracy.read(cell)));
        String name = revision.getFileName().toString();
        return String.format(
                Locale.ROOT,
                """

                ### `%1$s`

                Percent of %2$d pictures, one or more for each of the 160 prompts such as "striped green urn", in which `%3$s` sees
                what was asked for: all three traits, then colour / kind / ornament.

                %4$s
                Each row another number of steps (%5$s):

                ![by steps](%1$s/steps.png)

                Each row another guidance (%6$s):

                ![by guidance](%1$s/guidance.png)

                Each row another colour; kinds and ornaments across:

                ![by colour](%1$s/colours.png)
                """,
                name,
                cells.get(0).pictures(),
                root.path("classifier").asText(),
                table(cells),
                steps(cells),
                guidances(cells));
    }

    private static MarkdownTable table(List<PromptAccuracy> cells) {
        TreeSet<Double> guidances =
                new TreeSet<>(cells.stream().map(PromptAccuracy::guidance).toList());
        List<String> heading = new ArrayList<>(List.of("steps"));
        guidances.forEach(guidance -> heading.add("guidance " + number(guidance)));
        var table = new MarkdownTable(heading);
        for (int steps : new TreeSet<>(cells.stream().map(PromptAccuracy::steps).toList())) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(steps)));
            for (double guidance : guidances) {
                cells.stream()
                        .filter(cell -> cell.steps() == steps && cell.guidance() == guidance)
                        .map(PromptAccuracySection::text)
                        .findFirst()
                        .ifPresent(row::add);
            }
            table.row(row);
        }
        return table;
    }

    private static String text(PromptAccuracy cell) {
        return String.format(
                Locale.ROOT,
                "**%.1f** (%.1f / %.1f / %.1f)",
                100 * cell.all(),
                100 * cell.shares().get(VaseTrait.COLOUR),
                100 * cell.shares().get(VaseTrait.KIND),
                100 * cell.shares().get(VaseTrait.ORNAMENT));
    }

    private static String steps(List<PromptAccuracy> cells) {
        return cells.stream()
                .map(cell -> Integer.toString(cell.steps()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String guidances(List<PromptAccuracy> cells) {
        return cells.stream().map(cell -> number(cell.guidance())).distinct().collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
    }
}
