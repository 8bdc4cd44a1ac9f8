package io.vasari.scores.fit;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import io.vasari.scores.distribution.ChiSquared;

/**
 * Pearson's chi-squared and the G (likelihood ratio) test.
 *
 * @param chiSquared at least 0
 * @param g at least 0; with one sample of known shares it equals 2 n KL(p||q)
 * @param degreesOfFreedom classes that can occur, less one
 * @param log10PValue base-10 logarithm of the chi-squared test's p-value, at most 0
 * @param log10PValueOfG the same of the G test
 * @param effectSize Cohen's w = sqrt(chi-squared / n) of one sample, Cramer's V of two
 * @param minExpected smallest expected count: below 5 the p-values are only rough
 */
public record ChiSquaredTest(
        double chiSquared,
        double g,
        int degreesOfFreedom,
        double log10PValue,
        double log10PValueOfG,
        double effectSize,
        double minExpected) {

    /** The test that is honest with this reference: against its shares, or, where it is small, of two samples. */
    public static ChiSquaredTest of(ClassCounts counts, Reference reference) {
        return reference.isSmallFor(counts.n())
                ? twoSample(counts, reference.counts())
                : oneSample(counts, reference.shares());
    }

    /** @param shares expected, one per class, above 0 and summing to 1 */
    public static ChiSquaredTest oneSample(ClassCounts counts, double[] shares) {
        double chiSquared = 0;
        double g = 0;
        double minExpected = Double.POSITIVE_INFINITY;
        for (int i = 0; i < shares.length; i++) {
            double expected = counts.n() * shares[i];
            double difference = difference(counts.count(i), expected);
            chiSquared += difference * difference / expected;
            g += gTerm(counts.count(i), expected);
            minExpected = Math.min(minExpected, expected);
        }
        double w = Math.sqrt(chiSquared / counts.n());
        return tested(chiSquared, g, shares.length - 1, w, minExpected);
    }

    /** Whether both samples come from the same shares, whatever those are. Classes that neither has are left out. */
    public static ChiSquaredTest twoSample(ClassCounts a, ClassCounts b) {
        double total = (double) a.n() + b.n();
        double chiSquared = 0;
        double g = 0;
        double minExpected = Double.POSITIVE_INFINITY;
        int classes = 0;
        for (int i = 0; i < a.classes(); i++) {
            double both = (double) a.count(i) + b.count(i);
            if (both == 0) {
                continue;
            }
            classes++;
            double expectedA = both * (a.n() / total);
            double expectedB = both * (b.n() / total);
            // the same of both samples but for its sign; of the smaller one it keeps more digits
            double difference = expectedA < expectedB ? a.count(i) - expectedA : b.count(i) - expectedB;
            chiSquared += difference * difference / expectedA + difference * difference / expectedB;
            g += gTerm(a.count(i), expectedA) + gTerm(b.count(i), expectedB);
            minExpected = Math.min(minExpected, Math.min(expectedA, expectedB));
        }
        return tested(chiSquared, g, classes - 1, Math.sqrt(chiSquared / total), minExpected);
    }

    /** 0 where they are equal but for rounding, so that an effect of 1e-16 is none. */
    private static double difference(long count, double expected) {
        double difference = count - expected;
        return Math.abs(difference) <= 2 * Math.ulp(expected) ? 0 : difference;
    }

    private static double gTerm(long count, double expected) {
        return count == 0 ? 0 : 2 * count * Math.log(count / expected);
    }

    private static ChiSquaredTest tested(double chiSquared, double g, int df, double effect, double minExpected) {
        double positiveG = Math.max(0, g);
        return new ChiSquaredTest(
                chiSquared,
                positiveG,
                df,
                df < 1 ? 0 : ChiSquared.log10Survival(chiSquared, df) + 0.0,
                df < 1 ? 0 : ChiSquared.log10Survival(positiveG, df) + 0.0,
                effect,
                minExpected);
    }

    /** p-value of the chi-squared test; 0 where it underflows. */
    public double pValue() {
        return Math.pow(10, log10PValue);
    }

    /** p-value of the G test; 0 where it underflows. */
    public double pValueOfG() {
        return Math.pow(10, log10PValueOfG);
    }
}
