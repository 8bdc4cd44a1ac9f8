package io.vasari.scores.diversity;

import io.vasari.scores.ClassCounts;
import java.util.Arrays;

/** What the samples themselves tell of the classes that were not drawn, without a reference. */
public final class UnseenClasses {
    /** Good-Turing: 1 - (classes seen once) / n, the estimated share of the population in classes that were seen. */
    public static double goodTuringCoverage(ClassCounts counts) {
        return 1 - (double) seen(counts, 1) / counts.n();
    }

    /** Chao's lower bound of the number of classes: covered + f1^2 / 2 f2, bias-corrected where f2 = 0. */
    public static double chao1(ClassCounts counts) {
        double once = seen(counts, 1);
        double twice = seen(counts, 2);
        return counts.covered() + (twice > 0 ? once * once / (2 * twice) : once * (once - 1) / 2);
    }

    private static long seen(ClassCounts counts, long times) {
        return Arrays.stream(counts.toArray()).filter(count -> count == times).count();
    }

    private UnseenClasses() {}
}
