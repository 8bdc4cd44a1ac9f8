package io.vasari.scores.diversity;

import io.vasari.scores.ClassCounts;

/** Shannon's entropy of a histogram and the numbers of classes that follow from it. */
public final class Entropy {
    /** H = -sum p ln p, in nats, 0 to ln K. */
    public static double nats(ClassCounts counts) {
        double sum = 0;
        for (int i = 0; i < counts.classes(); i++) {
            double p = counts.share(i);
            sum -= p > 0 ? p * Math.log(p) : 0;
        }
        return sum + 0.0;
    }

    public static double bits(ClassCounts counts) {
        return nats(counts) / Math.log(2);
    }

    /** H / ln K, 0 (one class) to 1 (equal shares); 0 for a single class. */
    public static double ratio(ClassCounts counts) {
        return counts.classes() < 2 ? 0 : nats(counts) / Math.log(counts.classes());
    }

    /** e^H, 1 to K: how many equally common classes have this entropy (Hill number of order 1). */
    public static double effectiveClasses(ClassCounts counts) {
        return Math.exp(nats(counts));
    }

    /** 1 / sum p^2, 1 to K (inverse Simpson, Hill number of order 2). */
    public static double inverseSimpson(ClassCounts counts) {
        double sum = 0;
        for (int i = 0; i < counts.classes(); i++) {
            sum += counts.share(i) * counts.share(i);
        }
        return 1 / sum;
    }

    /** H + (covered - 1) / 2n: the entropy less its bias at small n (Miller 1955). */
    public static double millerMadowNats(ClassCounts counts) {
        return nats(counts) + (counts.covered() - 1) / (2.0 * counts.n());
    }

    private Entropy() {}
}
