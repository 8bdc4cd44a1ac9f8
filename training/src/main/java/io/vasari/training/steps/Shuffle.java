package io.vasari.training.steps;

import java.util.Random;

/** The order in which an epoch sees its examples. */
public final class Shuffle {

    private Shuffle() {}

    /** A permutation of 0 to {@code size - 1} that depends on the seed and the epoch alone. */
    public static int[] order(int size, long seed, int epoch) {
        Random random = new Random(seed ^ (0x9E3779B97F4A7C15L * epoch));
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
