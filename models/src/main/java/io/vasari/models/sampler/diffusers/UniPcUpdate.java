package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.tables.Blend;
import java.util.function.IntFunction;

/**
 * The predictor and the corrector of UniPC in their B(h) form.
 *
 * @param predictsOriginal whether predictions are of the clean sample, else of the noise
 * @param linear {@code B(h) = h}, bh1; else {@code e^h - 1}, bh2
 */
record UniPcUpdate(boolean predictsOriginal, boolean linear) {

    /**
     * The sample after a step.
     *
     * @param order at most as many as there are predictions
     * @param levels by age: 0 after the step, 1 before it, 2 one step earlier
     * @param past predictions, newest first
     */
    float[] predict(int order, IntFunction<Level> levels, float[] latents, History past) {
        Growth growth = growth(levels);
        float[] result = base(growth, latents, past.get(0));
        if (order == 1) {
            return result;
        }
        double[] ratios = ratios(order, levels, growth.h);
        double[] weights = order == 2
                ? new double[] {0.5}
                : solve(java.util.Arrays.copyOf(ratios, order - 1), moments(order - 1, growth));
        return withDifferences(result, growth, ratios, weights, past);
    }

    /** The sample after a step, taken again now that there is a prediction for where it led. */
    float[] correct(int order, IntFunction<Level> levels, float[] latents, History past, float[] prediction) {
        Growth growth = growth(levels);
        double[] ratios = ratios(order, levels, growth.h);
        double[] weights = order == 1 ? new double[] {0.5} : solve(ratios, moments(order, growth));
        float[] result = withDifferences(base(growth, latents, past.get(0)), growth, ratios, weights, past);
        double weight = -growth.outer * growth.b * weights[order - 1];
        return Blend.of(1, result, weight, prediction, -weight, past.get(0));
    }

    /** What follows from the growth {@code h} of lambda; {@code signed} is the exponent of the integral. */
    private record Growth(double h, double signed, double kept, double outer, double b) {}

    private Growth growth(IntFunction<Level> levels) {
        Level to = levels.apply(0);
        Level from = levels.apply(1);
        double h = to.lambda() - from.lambda();
        double signed = predictsOriginal ? -h : h;
        double kept = predictsOriginal ? to.deviation() / from.deviation() : to.signal() / from.signal();
        double outer = predictsOriginal ? to.signal() : to.deviation();
        return new Growth(h, signed, kept, outer, linear ? signed : StrictMath.expm1(signed));
    }

    private static float[] base(Growth growth, float[] latents, float[] newest) {
        return Blend.of(growth.kept, latents, -growth.outer * StrictMath.expm1(growth.signed), newest);
    }

    /** Where earlier predictions lie, in units of the step; the last is the step's own end. */
    private static double[] ratios(int order, IntFunction<Level> levels, double h) {
        double[] ratios = new double[order];
        for (int i = 1; i < order; i++) {
            ratios[i - 1] = (levels.apply(i + 1).lambda() - levels.apply(1).lambda()) / h;
        }
        ratios[order - 1] = 1;
        return ratios;
    }

    private static float[] withDifferences(
            float[] base, Growth growth, double[] ratios, double[] weights, History past) {
        float[] result = base;
        for (int i = 1; i < ratios.length; i++) {
            double weight = -growth.outer * growth.b * weights[i - 1] / ratios[i - 1];
            result = Blend.of(1, result, weight, past.get(i), -weight, past.get(0));
        }
        return result;
    }

    private static double[] moments(int count, Growth growth) {
        double[] moments = new double[count];
        double phi = StrictMath.expm1(growth.signed) / growth.signed - 1;
        double factorial = 1;
        for (int i = 1; i <= count; i++) {
            moments[i - 1] = phi * factorial / growth.b;
            factorial *= i + 1;
            phi = phi / growth.signed - 1 / factorial;
        }
        return moments;
    }

    /** Weights whose sums with the powers of the ratios are the moments: a Vandermonde system, by elimination. */
    private static double[] solve(double[] ratios, double[] moments) {
        int n = ratios.length;
        double[][] rows = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = i == 0 ? 1 : rows[i - 1][j] * ratios[j];
            }
            rows[i][n] = moments[i];
        }
        for (int i = 0; i < n; i++) {
            for (int k = i + 1; k < n; k++) {
                if (Math.abs(rows[k][i]) > Math.abs(rows[i][i])) {
                    double[] larger = rows[k];
                    rows[k] = rows[i];
                    rows[i] = larger;
                }
            }
            for (int k = 0; k < n; k++) {
                double factor = k == i ? 0 : rows[k][i] / rows[i][i];
                for (int j = i; j <= n; j++) {
                    rows[k][j] -= factor * rows[i][j];
                }
            }
        }
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = rows[i][n] / rows[i][i];
        }
        return weights;
    }
}
