package io.vasari.models.sampler.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.sampler.SamplerConfig;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** The variance that each training step adds, in float32 as diffusers computes it. */
final class Betas {

    private static final double MAX_BETA = 0.999;
    private static final int BLOCK = 8;

    private Betas() {}

    static float[] of(SamplerConfig config, int steps, String... schedules) {
        Optional<JsonNode> trained = config.value("trained_betas");
        float[] betas = trained.isPresent()
                ? trained(config, trained.get(), steps)
                : computed(config, config.choice("beta_schedule", schedules), steps);
        return config.flag("rescale_betas_zero_snr") ? zeroTerminalSnr(betas) : betas;
    }

    private static float[] trained(SamplerConfig config, JsonNode list, int steps) {
        if (!list.isArray() || list.size() != steps) {
            throw config.refused("trained_betas", "a list of num_train_timesteps = " + steps + " numbers");
        }
        float[] betas = new float[steps];
        for (int i = 0; i < steps; i++) {
            betas[i] = (float) list.get(i).doubleValue();
        }
        return betas;
    }

    private static float[] computed(SamplerConfig config, String schedule, int steps) {
        double start = config.number("beta_start");
        double end = config.number("beta_end");
        return switch (schedule) {
            case "linear" -> linspace(start, end, steps);
            case "scaled_linear" -> squared(linspace(Math.sqrt(start), Math.sqrt(end), steps));
            case "sigmoid" -> sigmoid(linspace(-6, 6, steps), start, end);
            case "squaredcos_cap_v2" -> ofAlphaBar(Betas::cosine, steps);
            case "laplace" -> ofAlphaBar(Betas::laplace, steps);
            case "exp" -> ofAlphaBar(t -> StrictMath.exp(t * -12), steps);
            default -> throw config.refused("beta_schedule", "another one");
        };
    }

    /**
     * As torch.linspace on a CPU, to the bit: blocks of eight, each counted in float32 from a base that is counted from the
     * nearer end. Sigmas near the noisy end amplify the last bits.
     */
    static float[] linspace(double from, double to, int steps) {
        float start = (float) from;
        float end = (float) to;
        float width = steps == 1 ? 0 : (end - start) / (steps - 1);
        int blocked = steps / BLOCK * BLOCK;
        float[] values = new float[steps];
        for (int i = 0; i < steps; i++) {
            int first = i < blocked ? i / BLOCK * BLOCK : i;
            float base = first < steps / 2 ? Math.fma(width, first, start) : Math.fma(-width, steps - first - 1, end);
            values[i] = base + width * (i - first);
        }
        return values;
    }

    private static float[] squared(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= values[i];
        }
        return values;
    }

    private static float[] sigmoid(float[] values, double start, double end) {
        for (int i = 0; i < values.length; i++) {
            float gate = (float) (1 / (1 + StrictMath.exp(-values[i])));
            values[i] = gate * (float) (end - start) + (float) start;
        }
        return values;
    }

    private static float[] ofAlphaBar(DoubleUnaryOperator alphaBar, int steps) {
        float[] betas = new float[steps];
        for (int i = 0; i < steps; i++) {
            double now = alphaBar.applyAsDouble((double) i / steps);
            double next = alphaBar.applyAsDouble((double) (i + 1) / steps);
            betas[i] = (float) Math.min(1 - next / now, MAX_BETA);
        }
        return betas;
    }

    /** A. Nichol and P. Dhariwal, "Improved denoising diffusion probabilistic models", 2021. */
    private static double cosine(double t) {
        double cos = StrictMath.cos((t + 0.008) / 1.008 * Math.PI / 2);
        return cos * cos;
    }

    /** T. Hang and S. Gu, "Improved noise schedule for diffusion training", 2024. */
    private static double laplace(double t) {
        double logSnr = -0.5 * Math.copySign(1, 0.5 - t) * StrictMath.log(1 - 2 * Math.abs(0.5 - t) + 1e-6);
        double snr = StrictMath.exp(logSnr);
        return Math.sqrt(snr / (1 + snr));
    }

    /** Algorithm 1 of S. Lin et al., "Common diffusion noise schedules and sample steps are flawed", 2023. */
    private static float[] zeroTerminalSnr(float[] betas) {
        float[] bar = cumulativeAlphas(betas);
        int last = bar.length - 1;
        for (int i = 0; i <= last; i++) {
            bar[i] = (float) Math.sqrt(bar[i]);
        }
        float first = bar[0];
        float terminal = bar[last];
        float scale = first / (first - terminal);
        for (int i = 0; i <= last; i++) {
            float shifted = (bar[i] - terminal) * scale;
            bar[i] = shifted * shifted;
        }
        float[] rescaled = new float[betas.length];
        for (int i = 0; i <= last; i++) {
            rescaled[i] = 1 - (i == 0 ? bar[0] : bar[i] / bar[i - 1]);
        }
        return rescaled;
    }

    /** The running product of {@code 1 - beta}: float32 factors, float64 product, rounded to float32, as torch does. */
    static float[] cumulativeAlphas(float[] betas) {
        float[] alphas = new float[betas.length];
        double product = 1;
        for (int i = 0; i < betas.length; i++) {
            product *= 1 - betas[i];
            alphas[i] = (float) product;
        }
        return alphas;
    }
}
