package io.vasari.models.sampler.tables;

import io.vasari.models.sampler.SamplerConfig;
import java.util.Arrays;

/** The ratio of noise to signal at every training timestep, rising, and ways to space some of them. */
public final class SigmaTable {

    private static final double KARRAS_RHO = 7;

    private final float[] sigmas;
    private final float[] logs;

    public SigmaTable(NoiseSchedule schedule) {
        sigmas = new float[schedule.steps()];
        logs = new float[schedule.steps()];
        for (int t = 0; t < sigmas.length; t++) {
            sigmas[t] = schedule.sigma(t);
            logs[t] = (float) StrictMath.log(sigmas[t]);
        }
    }

    /** At a training timestep. */
    public double sigma(int timestep) {
        return sigmas[timestep];
    }

    public double min() {
        return sigmas[0];
    }

    public double max() {
        return sigmas[sigmas.length - 1];
    }

    public double logMin() {
        return logs[0];
    }

    public double logMax() {
        return logs[logs.length - 1];
    }

    /** The sigmas at timesteps, which may lie between training timesteps. */
    public double[] at(double[] timesteps) {
        return Arrays.stream(timesteps).map(this::at).toArray();
    }

    private double at(double timestep) {
        if (timestep <= 0) {
            return sigmas[0];
        }
        int low = (int) timestep;
        if (low >= sigmas.length - 1) {
            return max();
        }
        return ((double) sigmas[low + 1] - sigmas[low]) * (timestep - low) + sigmas[low];
    }

    /** The timesteps of sigmas, linear in their logarithms. */
    public double[] timestepsOf(double[] wanted) {
        return Arrays.stream(wanted).map(this::timestepOf).toArray();
    }

    /** Weights in float32, as numpy has them: whole timesteps come out whole. */
    private double timestepOf(double sigma) {
        float log = (float) StrictMath.log(Math.max(sigma, 1e-10));
        int low = 0;
        for (int i = 0; i < logs.length; i++) {
            if (log - logs[i] >= 0) {
                low = i;
            }
        }
        low = Math.min(low, logs.length - 2);
        float weight = (logs[low] - log) / (logs[low] - logs[low + 1]);
        weight = Math.min(Math.max(weight, 0), 1);
        return (1 - weight) * (double) low + weight * (double) (low + 1);
    }

    /**
     * Sigmas between two, spaced as the configuration says under {@code use_karras_sigmas} (T. Karras et al. 2022), {@code
     * use_exponential_sigmas} or {@code use_beta_sigmas} (T. Lee et al. 2024); empty if it says none of these.
     *
     * @param max the first, unless the sampler has a key {@code sigma_max} that says otherwise
     * @param min the last, likewise
     */
    public static double[] spaced(SamplerConfig config, double max, double min, int steps) {
        double from = config.optionalNumber("sigma_max").orElse(max);
        double to = config.optionalNumber("sigma_min").orElse(min);
        if (config.flag("use_karras_sigmas")) {
            return powers(from, to, KARRAS_RHO, steps);
        }
        if (config.flag("use_exponential_sigmas")) {
            return exponentials(StrictMath.log(from), StrictMath.log(to), steps);
        }
        if (config.flag("use_beta_sigmas")) {
            return Arrays.stream(Timesteps.linspace(0, 1, steps))
                    .map(p -> to + BetaQuantile.symmetric(1 - p) * (from - to))
                    .toArray();
        }
        return new double[0];
    }

    /**
     * Checks that at most one spacing is chosen.
     *
     * @throws io.vasari.models.ModelLoadException naming one of them, if there are more
     */
    public static void requireOneSpacing(SamplerConfig config, String... keys) {
        if (Arrays.stream(keys).filter(config::flag).count() > 1) {
            throw config.refused(keys[0], "only one of " + String.join(", ", keys));
        }
    }

    /** Exponentials of evenly spaced logarithms. */
    public static double[] exponentials(double from, double to, int steps) {
        return Arrays.stream(Timesteps.linspace(from, to, steps))
                .map(StrictMath::exp)
                .toArray();
    }

    private static double[] powers(double from, double to, double rho, int steps) {
        double first = StrictMath.pow(from, 1 / rho);
        double last = StrictMath.pow(to, 1 / rho);
        return Arrays.stream(Timesteps.linspace(0, 1, steps))
                .map(ramp -> StrictMath.pow(first + ramp * (last - first), rho))
                .toArray();
    }

    /** In float32, with a last one behind. */
    public static float[] closed(double[] sigmas, double last) {
        float[] result = new float[sigmas.length + 1];
        for (int i = 0; i < sigmas.length; i++) {
            result[i] = (float) sigmas[i];
        }
        result[sigmas.length] = (float) last;
        return result;
    }

    /** In float32. */
    public static float[] narrowed(double[] values) {
        return Arrays.copyOf(closed(values, 0), values.length);
    }
}
