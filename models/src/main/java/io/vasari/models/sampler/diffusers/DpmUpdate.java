package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.SamplerConfig;
import java.util.function.IntFunction;

/**
 * The step of DPM-Solver as weights of the sample, of the newest prediction and of its divided differences.
 *
 * <p>{@code h} is the growth of lambda over the step. Weights and sums are float32, in diffusers' order: from nearly pure noise, the
 * algorithms that predict noise take differences of large numbers. Predictions are of the clean sample if {@code predictsOriginal}, else of
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
        float h = to.lambda() - from.lambda();
        if (h == 0) {
            return latents;
        }
        float kept = kept(from, to, h);
        float newest = newest(to, h);
        if (order == 1) {
            return sum(kept, latents, newest, past.get(0));
        }
        float r0 = (from.lambda() - levels.apply(2).lambda()) / h;
        float[] slope = difference(1 / r0, past.get(0), past.get(1));
        if (order == 2) {
            float weight = midpoint ? 0.5f * newest : first(to, h);
            return sum(kept, latents, newest, past.get(0), weight, slope);
        }
        float r1 = (levels.apply(2).lambda() - levels.apply(3).lambda()) / h;
        float[] olderSlope = difference(1 / r1, past.get(1), past.get(2));
        float[] extrapolated = sum(1, slope, r0 / (r0 + r1), difference(1, slope, olderSlope));
        float[] curvature = difference(1 / (r0 + r1), slope, olderSlope);
        return sum(kept, latents, newest, past.get(0), first(to, h), extrapolated, second(to, h), curvature);
    }

    /** Weight of the noise that is drawn for the step. */
    float freshNoise(Level from, Level to) {
        float h = to.lambda() - from.lambda();
        float variance = predictsOriginal ? 1 - exp(-2 * h) : exp(2 * h) - 1;
        return to.deviation() * (float) Math.sqrt(Math.max(variance, 0)); // below 0 by rounding, between equal levels
    }

    private float kept(Level from, Level to, float h) {
        if (!predictsOriginal) {
            return to.signal() / from.signal();
        }
        return to.deviation() / from.deviation() * (stochastic ? exp(-h) : 1);
    }

    private float newest(Level to, float h) {
        if (predictsOriginal) {
            return -to.signal() * (exp(stochastic ? -2 * h : -h) - 1);
        }
        return -to.deviation() * (exp(h) - 1) * (stochastic ? 2 : 1);
    }

    private float first(Level to, float h) {
        if (predictsOriginal) {
            float x = stochastic ? 2 * h : h;
            return to.signal() * ((exp(-x) - 1) / x + 1);
        }
        return -to.deviation() * ((exp(h) - 1) / h - 1) * (stochastic ? 2 : 1);
    }

    /** The sign before {@code x} under {@code stochastic} is diffusers' own. */
    private float second(Level to, float h) {
        if (!predictsOriginal) {
            return -to.deviation() * ((exp(h) - 1 - h) / (h * h) - 0.5f);
        }
        if (stochastic) {
            float x = 2 * h;
            return to.signal() * ((1 - exp(-x) - x) / (x * x) - 0.5f);
        }
        return -to.signal() * ((exp(-h) - 1 + h) / (h * h) - 0.5f);
    }

    private static float exp(float x) {
        return (float) StrictMath.exp(x);
    }

    private static float[] difference(float weight, float[] x, float[] y) {
        float[] result = new float[x.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = weight * (x[i] - y[i]);
        }
        return result;
    }

    private static float[] sum(float a, float[] x, float b, float[] y) {
        float[] result = new float[x.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = a * x[i] + b * y[i];
        }
        return result;
    }

    private static float[] sum(float a, float[] x, float b, float[] y, float c, float[] z) {
        return sum(1, sum(a, x, b, y), c, z);
    }

    private static float[] sum(float a, float[] x, float b, float[] y, float c, float[] z, float d, float[] w) {
        return sum(1, sum(a, x, b, y, c, z), d, w);
    }
}
