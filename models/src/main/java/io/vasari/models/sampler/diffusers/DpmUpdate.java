package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.tables.Blend;
import java.util.function.IntFunction;

/**
 * The step of DPM-Solver as weights of the sample, of the newest prediction and of its divided differences.
 *
 * <p>{@code h} is the growth of lambda over the step. Predictions are of the clean sample if {@code predictsOriginal}, else of
 * the noise.
 *
 * @param predictsOriginal the {@code ++} algorithms
 * @param stochastic the {@code sde} algorithms
 * @param midpoint the second order's {@code solver_type}; else heun
 */
record DpmUpdate(boolean predictsOriginal, boolean stochastic, boolean midpoint) {

    /** Reads algorithm and solver; names of other schedulers' solvers count as diffusers counts them. */
    static DpmUpdate of(SamplerConfig config) {
        String algorithm =
                config.choice("algorithm_type", "dpmsolver++", "dpmsolver", "sde-dpmsolver++", "sde-dpmsolver", "deis");
        String solver = config.choice("solver_type", "midpoint", "heun", "logrho", "bh1", "bh2");
        return new DpmUpdate(
                algorithm.endsWith("++") || algorithm.equals("deis"),
                algorithm.startsWith("sde"),
                !solver.equals("heun"));
    }

    /**
     * The sample after the step, but for {@link #freshNoise}.
     *
     * @param order 1 to 3, at most as many as there are predictions
     * @param levels by age: 0 after the step, 1 before it, 2 one step earlier
     */
    float[] apply(int order, IntFunction<Level> levels, float[] latents, History past) {
        Level to = levels.apply(0);
        Level from = levels.apply(1);
        double h = to.lambda() - from.lambda();
        if (h == 0) {
            return latents;
        }
        double kept = kept(from, to, h);
        double newest = newest(to, h);
        if (order == 1) {
            return Blend.of(kept, latents, newest, past.get(0));
        }
        double before = from.lambda() - levels.apply(2).lambda();
        float[] slope = Blend.of(h / before, past.get(0), -h / before, past.get(1));
        if (order == 2) {
            double weight = midpoint ? 0.5 * newest : first(to, h);
            return Blend.of(kept, latents, newest, past.get(0), weight, slope);
        }
        double r0 = before / h;
        double r1 = (levels.apply(2).lambda() - levels.apply(3).lambda()) / h;
        float[] olderSlope = Blend.of(1 / r1, past.get(1), -1 / r1, past.get(2));
        double share = r0 / (r0 + r1);
        float[] extrapolated = Blend.of(1 + share, slope, -share, olderSlope);
        float[] curvature = Blend.of(1 / (r0 + r1), slope, -1 / (r0 + r1), olderSlope);
        return Blend.of(kept, latents, newest, past.get(0), first(to, h), extrapolated, second(to, h), curvature);
    }

    /** Weight of the noise that is drawn for the step. */
    double freshNoise(Level from, Level to) {
        double h = to.lambda() - from.lambda();
        double variance = predictsOriginal ? -StrictMath.expm1(-2 * h) : StrictMath.expm1(2 * h);
        return to.deviation() * Math.sqrt(variance);
    }

    private double kept(Level from, Level to, double h) {
        if (!predictsOriginal) {
            return to.signal() / from.signal();
        }
        return to.deviation() / from.deviation() * (stochastic ? StrictMath.exp(-h) : 1);
    }

    private double newest(Level to, double h) {
        if (predictsOriginal) {
            return -to.signal() * StrictMath.expm1(stochastic ? -2 * h : -h);
        }
        return -to.deviation() * StrictMath.expm1(h) * (stochastic ? 2 : 1);
    }

    private double first(Level to, double h) {
        if (predictsOriginal) {
            double x = stochastic ? 2 * h : h;
            return to.signal() * (StrictMath.expm1(-x) / x + 1);
        }
        return -to.deviation() * (StrictMath.expm1(h) / h - 1) * (stochastic ? 2 : 1);
    }

    /** The sign before {@code x} under {@code stochastic} is diffusers' own. */
    private double second(Level to, double h) {
        if (!predictsOriginal) {
            return -to.deviation() * ((StrictMath.expm1(h) - h) / (h * h) - 0.5);
        }
        if (stochastic) {
            double x = 2 * h;
            return to.signal() * ((-StrictMath.expm1(-x) - x) / (x * x) - 0.5);
        }
        return -to.signal() * ((StrictMath.expm1(-h) + h) / (h * h) - 0.5);
    }
}
