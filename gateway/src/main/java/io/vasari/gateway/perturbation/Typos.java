package io.vasari.gateway.perturbation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A prompt with a slip of the fingers in one of its words. */
final class Typos {
    private static final int SHORTEST_WORD = 3;
    private static final int TRIES_EACH = 64;
    private static final List<String> KEYBOARD = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");

    /** The prompt as it is, and others with one slip each; fewer than {@code most} where there are no more. */
    static List<String> of(String prompt, int most, long seed) {
        var words = prompt.strip().split("\\s+");
        int[] long3 = IntStream.range(0, words.length)
                .filter(i -> words[i].length() >= SHORTEST_WORD)
                .toArray();
        var variants = new LinkedHashSet<String>();
        variants.add(String.join(" ", words));
        var random = new SplittableRandom(seed);
        for (int tries = 0; long3.length > 0 && variants.size() < most && tries < TRIES_EACH * most; tries++) {
            var slipped = words.clone();
            int at = long3[random.nextInt(long3.length)];
            slipped[at] = slip(words[at], random);
            variants.add(String.join(" ", slipped));
        }
        return List.copyOf(variants);
    }

    private static String slip(String word, SplittableRandom random) {
        int at = random.nextInt(word.length() - 1);
        return switch (random.nextInt(4)) {
            case 0 -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            case 1 -> word.substring(0, at + 1) + word.substring(at + 2);
            case 2 -> word.substring(0, at + 1) + word.substring(at);
            default -> word.substring(0, at) + neighbour(word.charAt(at), random) + word.substring(at + 1);
        };
    }

    /** A key beside it; what is no lower-case letter stays. */
    private static char neighbour(char letter, SplittableRandom random) {
        for (String row : KEYBOARD) {
            int at = row.indexOf(letter);
            if (at >= 0) {
                int step = at == 0 ? 1 : at == row.length() - 1 ? -1 : 2 * random.nextInt(2) - 1;
                return row.charAt(at + step);
            }
        }
        return letter;
    }

    private Typos() {}
}
