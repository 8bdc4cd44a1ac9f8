package io.vasari.training.diffusion;

import io.vasari.training.judge.PromptPainter.Prompt;
import io.vasari.training.vases.VaseColour;
import io.vasari.training.vases.VaseKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pictures of a sheet: colours, kinds and ornaments, and six orders of one prompt. */
final class SheetPrompts {

    /** Pictures in a row. */
    static final int COLUMNS = 8;

    /** The prompt that is permuted. */
    static final String PERMUTED = "ornate green vase";

    private static final List<String> LOOKS = List.of("plain", "striped", "zigzag", "fluted");
    private static final long SEED = 7;

    private SheetPrompts() {}

    static List<Prompt> all() {
        List<Prompt> prompts = new ArrayList<>();
        for (VaseColour colour : VaseColour.values()) {
            prompts.add(new Prompt("ornate " + colour.words().get(0) + " vase", SEED));
        }
        for (int i = 0; i < 2 * COLUMNS; i++) {
            String colour = VaseColour.values()[i % COLUMNS].words().get(0);
            String kind = VaseKind.values()[i % VaseKind.values().length].word();
            prompts.add(new Prompt(
                    "a " + LOOKS.get((i + i / COLUMNS) % LOOKS.size()) + " " + colour + " " + kind, SEED + 1 + i));
        }
        permutations(PERMUTED).forEach(prompt -> prompts.add(new Prompt(prompt, SEED)));
        prompts.add(new Prompt("vase", SEED));
        prompts.add(new Prompt("vase", SEED + 1));
        return prompts;
    }

    /** The six orders of a prompt of three words. */
    static List<String> permutations(String prompt) {
        String[] w = prompt.split(" ");
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        return Arrays.stream(orders)
                .map(order -> w[order[0]] + " " + w[order[1]] + " " + w[order[2]])
                .toList();
    }
}
