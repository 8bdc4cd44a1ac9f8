package io.vasari.scores.fit;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Running evidence against the reference: the logarithm of an e-value, the marginal likelihood of the counts under a
 * Dirichlet prior over that under the reference (Lindon and Malek 2022). It may be looked at as often as one likes: under
 * the reference, the probability that it ever exceeds ln(1/alpha) is at most alpha.
 */
public final class Evidence {
    /** Concentration per class of the alternative: 1 spreads the bet over all histograms alike. */
    public static final double CONCENTRATION = 1;

    /**
     * Against the reference's shares; where the reference is small for these counts, against the shares that a population
     * may have from which the reference was drawn, so that the reference's own noise is not taken for drift.
     *
     * @return nats; negative speaks for the reference
     */
    public static double nats(ClassCounts counts, Reference reference) {
        if (!reference.isSmallFor(counts.n())) {
            return nats(counts, reference.shares(), CONCENTRATION);
        }
        var prior = new double[reference.classes()];
        var posterior = new double[reference.classes()];
        for (int i = 0; i < prior.length; i++) {
            prior[i] = CONCENTRATION;
            posterior[i] = CONCENTRATION + reference.counts().count(i);
        }
        return logMarginal(counts, prior) - logMarginal(counts, posterior);
    }

    /**
     * Against known shares q, with the prior Dirichlet(alpha K q), which is centred on them.
     *
     * @param shares expected, one per class, summing to 1
     * @param alpha mean concentration per class, above 0
     * @return nats; infinite where a class occurs that cannot
     */
    public static double nats(ClassCounts counts, double[] shares, double alpha) {
        var prior = new double[shares.length];
        double underNull = 0;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] == 0 && counts.count(i) > 0) {
                return Double.POSITIVE_INFINITY;
            }
            prior[i] = alpha * shares.length * shares[i];
            underNull += counts.count(i) == 0 ? 0 : counts.count(i) * Math.log(shares[i]);
        }
        return logMarginal(counts, prior) - underNull;
    }

    /** p-value that is valid at any stopping time: min(1, 1/e). */
    public static double anytimePValue(double nats) {
        return Math.min(1, Math.exp(-nats));
    }

    /** Logarithm of the Dirichlet-multinomial probability of one sequence with these counts. */
    private static double logMarginal(ClassCounts counts, double[] concentration) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < concentration.length; i++) {
            total += concentration[i];
            if (counts.count(i) > 0) {
                sum += LogGamma.value(concentration[i] + counts.count(i)) - LogGamma.value(concentration[i]);
            }
        }
        return sum + LogGamma.value(total) - LogGamma.value(total + counts.n());
    }

    private Evidence() {}
}
