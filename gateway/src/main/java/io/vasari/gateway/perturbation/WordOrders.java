package io.vasari.gateway.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;

/** The words of a prompt in other orders. */
final class WordOrders {
    /** Up to so many words all orders can be counted. */
    private static final int COUNTED_WORDS = 12;

    private static final int TRIES_EACH = 64;

    /**
     * All orders, in the order of the places that the words come from; or, where there are more than {@code most}, the
     * prompt as it is and others drawn at random. Words that occur twice make no order twice.
     */
    static List<String> of(String prompt, int most, long seed) {
        var words = prompt.strip().split("\\s+");
        var orders = new LinkedHashSet<String>();
        if (words.length <= COUNTED_WORDS && count(words) <= most) {
            all(words, new ArrayList<>(), new boolean[words.length], orders);
            return List.copyOf(orders);
        }
        orders.add(String.join(" ", words));
        var random = new SplittableRandom(seed);
        for (int tries = 0; orders.size() < most && tries < TRIES_EACH * most; tries++) {
            shuffle(words, random);
            orders.add(String.join(" ", words));
        }
        return List.copyOf(orders);
    }

    private static long count(String[] words) {
        long orders = 1;
        for (int i = 2; i <= words.length; i++) {
            orders *= i;
        }
        for (String word : new LinkedHashSet<>(List.of(words))) {
            long times = Arrays.stream(words).filter(word::equals).count();
            for (long i = 2; i <= times; i++) {
                orders /= i;
            }
        }
        return orders;
    }

    private static void all(String[] words, List<String> begun, boolean[] used, LinkedHashSet<String> orders) {
        if (begun.size() == words.length) {
            orders.add(String.join(" ", begun));
            return;
        }
        for (int i = 0; i < words.length; i++) {
            if (!used[i]) {
                used[i] = true;
                begun.add(words[i]);
                all(words, begun, used, orders);
                begun.remove(begun.size() - 1);
                used[i] = false;
            }
        }
    }

    private static void shuffle(String[] words, SplittableRandom random) {
        for (int i = words.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            String word = words[i];
            words[i] = words[j];
            words[j] = word;
        }
    }

    private WordOrders() {}
}
