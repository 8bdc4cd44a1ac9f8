package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.Step;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.Stepper;
import io.vasari.models.sampler.tables.Blend;
import io.vasari.models.sampler.tables.Clipping;
import io.vasari.models.sampler.tables.NoiseSchedule;
import io.vasari.models.sampler.tables.Prediction;
import io.vasari.models.sampler.tables.Timesteps;
import java.util.Arrays;
import java.util.function.Supplier;

/** J. Ho, A. Jain, P. Abbeel, "Denoising diffusion probabilistic models", 2020, formulas 6, 7 and 15. */
final class DdpmSampler extends Sampler {

    private static final double LEAST_VARIANCE = 1e-20;

    private final NoiseSchedule noises;
    private final Prediction prediction;
    private final Clipping clipping;
    private final Timesteps spacing;
    private final int offset;
    private final String variance;

    DdpmSampler(SamplerConfig config) {
        noises = NoiseSchedule.of(config, "linear", "scaled_linear", "squaredcos_cap_v2", "sigmoid", "laplace");
        prediction = Prediction.of(config, Prediction.EPSILON, Prediction.VELOCITY, Prediction.SAMPLE);
        clipping = Clipping.of(config);
        spacing = Timesteps.of(config);
        offset = config.integer("steps_offset");
        variance = config.choice(
                "variance_type", "fixed_small", "fixed_small_log", "fixed_large", "learned", "learned_range");
    }

    @Override
    public Schedule schedule(int steps) {
        double[] timesteps = Timesteps.rounded(spacing.falling(steps, noises.steps(), offset));
        return Schedule.ofTimesteps(steps, noises.requireUsable(Timesteps.truncated(timesteps), prediction));
    }

    @Override
    protected Stepper stepper(Schedule schedule, StepOptions options) {
        Stateless stepper = (index, latents, output, noise) -> {
            boolean last = index + 1 == schedule.calls();
            float nextAlpha = last ? 1 : noises.alphaCumprod(schedule.trainStep(index + 1));
            return step(schedule.trainStep(index), nextAlpha, latents, output, noise);
        };
        return stepper;
    }

    private Step step(int timestep, float nextAlpha, float[] latents, float[] output, Supplier<float[]> noise) {
        float[] mean = output.length == latents.length ? output : Arrays.copyOf(output, latents.length);
        // Weights in float32, as diffusers has them: where betas are small, differences cancel.
        float alpha = noises.alphaCumprod(timestep);
        float ratio = alpha / nextAlpha;
        float[] original =
                clipping.apply(prediction.original(noises.signal(timestep), noises.deviation(timestep), latents, mean));
        float toOriginal = (float) Math.sqrt(nextAlpha) * (1 - ratio) / (1 - alpha);
        float toLatents = (float) Math.sqrt(ratio) * (1 - nextAlpha) / (1 - alpha);
        float[] result = Blend.of(toOriginal, original, toLatents, latents);
        if (timestep > 0) {
            double small = Math.max((1 - nextAlpha) / (1 - alpha) * (1 - ratio), LEAST_VARIANCE);
            addNoise(result, output, small, 1 - ratio, noise.get());
        }
        return new Step(result, original);
    }

    private void addNoise(float[] result, float[] output, double small, double large, float[] noise) {
        for (int i = 0; i < result.length; i++) {
            double deviation =
                    switch (variance) {
                        case "fixed_large" -> Math.sqrt(large);
                        case "learned" -> Math.sqrt(output[result.length + i]);
                        case "learned_range" -> {
                            double share = (output[result.length + i] + 1) / 2;
                            double log = share * StrictMath.log(large) + (1 - share) * StrictMath.log(small);
                            yield StrictMath.exp(0.5 * log);
                        }
                        default -> Math.sqrt(small);
                    };
            result[i] = (float) (result[i] + deviation * noise[i]);
        }
    }

    @Override
    protected boolean predictsVariance() {
        return variance.startsWith("learned");
    }

    @Override
    protected float[] addNoise(Schedule schedule, int index, float[] clean, float[] noise) {
        return noises.addNoise(clean, noise, schedule.trainStep(index));
    }
}
