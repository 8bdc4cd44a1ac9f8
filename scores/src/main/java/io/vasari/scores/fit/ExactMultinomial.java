package io.vasari.scores.fit;

import io.vasari.scores.ClassCounts;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The exact test for the few samples where expected counts are below 5 and chi-squared is only rough: every histogram of n
 * samples is enumerated.
 *
 * @param byProbability probability of a histogram that is at most as probable as the one seen
 * @param byChiSquared probability of a histogram whose chi-squared is at least as large
 */
public record ExactMultinomial(double byProbability, double byChiSquared) {
    /** So many histograms are enumerated within a second. */
    public static final double MAX_HISTOGRAMS = 5e6;

    /** Ties are ties although they are computed in floating point. */
    private static final double TIE = 1e-9;

    /** @param shares expected, one per class, above 0 and summing to 1 */
    public static ExactMultinomial of(ClassCounts counts, double[] shares) {
        double samples = counts.n();
        double histograms = Math.exp(
                LogGamma.value(samples + shares.length) - LogGamma.value(samples + 1) - LogGamma.value(shares.length));
        if (histograms > MAX_HISTOGRAMS) {
            throw new IllegalArgumentException("%d samples of %d classes have %.2g histograms, more than %.2g: use %s"
                    .formatted(counts.n(), shares.length, histograms, MAX_HISTOGRAMS, "the chi-squared test"));
        }
        int n = (int) counts.n();
        var enumeration = new Enumeration(shares, n);
        enumeration.observe(counts);
        enumeration.spread(0, n, LogGamma.value(n + 1.0), 0);
        return new ExactMultinomial(Math.min(1, enumeration.asImprobable), Math.min(1, enumeration.asFar));
    }

    private static final class Enumeration {
        private final double[] shares;
        private final int n;
        private double observedLog;
        private double observedChiSquared;
        private double asImprobable;
        private double asFar;

        Enumeration(double[] shares, int n) {
            this.shares = shares;
            this.n = n;
        }

        void observe(ClassCounts counts) {
            observedLog = LogGamma.value(n + 1.0);
            for (int i = 0; i < shares.length; i++) {
                int count = (int) counts.count(i);
                observedLog += logTerm(i, count);
                observedChiSquared += chiTerm(i, count);
            }
        }

        void spread(int index, int left, double log, double chiSquared) {
            if (index == shares.length - 1) {
                tally(log + logTerm(index, left), chiSquared + chiTerm(index, left));
                return;
            }
            for (int count = 0; count <= left; count++) {
                spread(index + 1, left - count, log + logTerm(index, count), chiSquared + chiTerm(index, count));
            }
        }

        private void tally(double log, double chiSquared) {
            double probability = Math.exp(log);
            if (log <= observedLog + TIE) {
                asImprobable += probability;
            }
            if (chiSquared >= observedChiSquared * (1 - TIE)) {
                asFar += probability;
            }
        }

        private double logTerm(int index, int count) {
            return count * Math.log(shares[index]) - LogGamma.value(count + 1.0);
        }

        private double chiTerm(int index, int count) {
            double expected = n * shares[index];
            return (count - expected) * (count - expected) / expected;
        }
    }
}
