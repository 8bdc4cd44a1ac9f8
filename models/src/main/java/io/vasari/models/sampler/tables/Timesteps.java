package io.vasari.models.sampler.tables;

import io.vasari.models.sampler.SamplerConfig;
import java.util.Arrays;
import java.util.Locale;

/** Which training timesteps are visited; Table 2 of S. Lin et al., "Common diffusion noise schedules ... flawed", 2023. */
public enum Timesteps {
    LINSPACE,
    LEADING,
    TRAILING;

    /** Reads {@code timestep_spacing}. */
    public static Timesteps of(SamplerConfig config) {
        return valueOf(config.choice("timestep_spacing", "linspace", "leading", "trailing")
                .toUpperCase(Locale.ROOT));
    }

    /**
     * Timesteps as numbers, falling; linspace is not rounded.
     *
     * @param train number of training timesteps
     * @param offset is added where spacing is leading
     * @throws IllegalArgumentException unless {@code 1 <= steps <= train}
     */
    public double[] falling(int steps, int train, int offset) {
        requireSteps(steps, train);
        return switch (this) {
            case LINSPACE -> reversed(linspace(0, train - 1, steps));
            case LEADING -> multiples(steps, train / steps, 0, offset);
            case TRAILING -> trailing(steps, train, train);
        };
    }

    /**
     * As {@link #falling} for solvers that divide the way into one part more and leave out the last timestep.
     *
     * @param last one past the noisiest timestep in use
     */
    public double[] fallingOpen(int steps, int train, int last, int offset) {
        requireSteps(steps, train);
        return switch (this) {
            case LINSPACE -> Arrays.copyOf(reversed(rounded(linspace(0, last - 1, steps + 1))), steps);
            case LEADING -> multiples(steps, last / (steps + 1), 1, offset);
            case TRAILING -> trailing(steps, train, last);
        };
    }

    /** Each rounded to a whole number, halves to even. */
    public static double[] rounded(double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.rint(values[i]);
        }
        return result;
    }

    /** Each without its fraction. */
    public static int[] truncated(double[] values) {
        int[] result = new int[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (int) values[i];
        }
        return result;
    }

    private static double[] reversed(double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[values.length - 1 - i];
        }
        return result;
    }

    /** Evenly spaced numbers with both ends; only the first if there is one. */
    public static double[] linspace(double from, double to, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = i == count - 1 && i > 0 ? to : i * ((to - from) / Math.max(count - 1, 1)) + from;
        }
        return values;
    }

    private static double[] multiples(int steps, int ratio, int first, int offset) {
        double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            values[i] = (double) (steps - 1 - i + first) * ratio + offset;
        }
        return values;
    }

    private static double[] trailing(int steps, int train, int last) {
        double ratio = (double) train / steps;
        int count = (int) Math.min(steps, Math.ceil(last / ratio));
        // Not the ratio itself, but as numpy.arange has it: halves are rounded one way or the other by it.
        double change = last - ratio - last;
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Math.rint(last + i * change) - 1;
        }
        return values;
    }

    private static void requireSteps(int steps, int train) {
        if (steps < 1 || steps > train) {
            throw new IllegalArgumentException(
                    "steps are " + steps + "; they must lie between 1 and num_train_timesteps = " + train);
        }
    }
}
