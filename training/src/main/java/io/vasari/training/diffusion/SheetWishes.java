package io.vasari.training.diffusion;

import io.vasari.training.diffusion.VasePreview.Wish;
import io.vasari.training.vases.VaseColour;
import io.vasari.training.vases.VaseKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pictures of a sheet: colours, kinds and ornaments, and six orders of one prompt. */
final class SheetWishes {

    /** Pictures in a row. */
    static final int COLUMNS = 8;

    /** The prompt that is permuted. */
    static final String PERMUTED = "ornate green vase";

    private static final List<String> LOOKS = List.of("plain", "striped", "zigzag", "fluted");
    private static final long SEED = 7;

    private SheetWishes() {}

    static List<Wish> all() {
        List<Wish> wishes = new ArrayList<>();
        for (VaseColour colour : VaseColour.values()) {
            wishes.add(wish("ornate " + colour.words().get(0) + " vase", SEED));
        }
        for (int i = 0; i < 2 * COLUMNS; i++) {
            String colour = VaseColour.values()[i % COLUMNS].words().get(0);
            String kind = VaseKind.values()[i % VaseKind.values().length].word();
            wishes.add(
                    wish("a " + LOOKS.get((i + i / COLUMNS) % LOOKS.size()) + " " + colour + " " + kind, SEED + 1 + i));
        }
        permutations(PERMUTED).forEach(prompt -> wishes.add(wish(prompt, SEED)));
        wishes.add(wish("vase", SEED));
        wishes.add(wish("vase", SEED + 1));
        return wishes;
    }

    /** The six orders of a prompt of three words. */
    static List<String> permutations(String prompt) {
        String[] w = prompt.split(" ");
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        return Arrays.stream(orders)
                .map(order -> w[order[0]] + " " + w[order[1]] + " " + w[order[2]])
                .toList();
    }

    private static Wish wish(String prompt, long seed) {
        return new Wish(List.of(prompt.split(" ")), seed);
    }
}
