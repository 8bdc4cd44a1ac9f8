package io.vasari.benchmarks.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is wrong with a stream of digits.
 *
 * @param kind faults of one kind differ in strength
 * @param weights how often each true class comes, relative to how often it should
 */
record Fault(String kind, String name, double[] weights) {

    /** Nothing is. */
    static Fault none(int classes) {
        return new Fault("none", "none", weights(classes, 1));
    }

    /** @param part of the class that does not come, 0 to 1 */
    static Fault lost(int index, double part, int classes) {
        var weights = weights(classes, 1);
        weights[index] = 1 - part;
        return new Fault("lost", String.format(Locale.ROOT, "%.0f %% of the %ds lost", 100 * part, index), weights);
    }

    /** @param factor how many times too often the class comes */
    static Fault favoured(int index, double factor, int classes) {
        var weights = weights(classes, 1);
        weights[index] = factor;
        return new Fault("favoured", String.format(Locale.ROOT, "%ds %.2f times too often", index, factor), weights);
    }

    static Fault only(int index, int classes) {
        var weights = weights(classes, 0);
        weights[index] = 1;
        return new Fault("only", "nothing but " + index + "s", weights);
    }

    /** From the weakest to the strongest of each kind. */
    static List<Fault> graded(int index, int classes) {
        return List.of(
                lost(index, 0.25, classes),
                lost(index, 0.5, classes),
                lost(index, 0.75, classes),
                lost(index, 0.9, classes),
                lost(index, 1, classes),
                favoured(index, 1.25, classes),
                favoured(index, 1.5, classes),
                favoured(index, 2, classes),
                favoured(index, 3, classes),
                favoured(index, 5, classes),
                favoured(index, 20, classes),
                only(index, classes));
    }

    private static double[] weights(int classes, double weight) {
        var weights = new double[classes];
        Arrays.fill(weights, weight);
        return weights;
    }
}
