package io.vasari.cli.evaluate;

import io.vasari.scores.distribution.ChiSquared;
import io.vasari.scores.diversity.MissingClasses;
import io.vasari.scores.fit.Power;

/**
 * How likely a chi-squared test is to see a departure, and how many samples that takes.
 *
 * @param classes at least 2
 * @param df degrees of freedom, at least 1
 * @param level of significance, above 0, below 1
 * @param wantedPower above 0, below 1
 */
record PowerFigures(int classes, int df, double level, double wantedPower) {
    Figures start() {
        return new Figures()
                .put("level", level)
                .put("wanted_power", wantedPower)
                .put("critical_chi_squared", ChiSquared.inverseSurvival(level, df));
    }

    /** @param squaredEffect Cohen's w^2, above 0 */
    Figures ofEffect(Figures power, double squaredEffect, long n) {
        power.put("squared_effect", squaredEffect).put("power", Power.ofChiSquared(squaredEffect, n, df, level));
        return leastSamples(power, "min_samples", squaredEffect);
    }

    /** @param rarest share of the class that is lost, above 0, below 1 */
    Figures ofLostClass(Figures power, double rarest, long n) {
        double lost = rarest / (1 - rarest);
        power.put("squared_effect_of_lost_class", lost)
                .put("power_for_lost_class", Power.ofChiSquared(lost, n, df, level));
        return leastSamples(power, "min_samples_for_lost_class", lost)
                .put("min_samples_for_missing_class_bound", MissingClasses.minSamples(classes, rarest, level));
    }

    private Figures leastSamples(Figures power, String name, double squaredEffect) {
        long least = Power.minSamples(squaredEffect, df, level, wantedPower);
        return least == Power.MOST ? power.leaveOut(name, "more than 2^53") : power.put(name, least);
    }
}
