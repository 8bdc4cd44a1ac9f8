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
import java.util.function.Supplier;

/** S. Luo et al., "Latent consistency models", 2023: predicts the clean sample and noises it again, less each time. */
final class LcmSampler extends Sampler {

    private static final double SIGMA_DATA = 0.5;

    private final NoiseSchedule noises;
    private final Prediction prediction;
    private final Clipping clipping;
    private final int originalSteps;
    private final double timestepScaling;

    LcmSampler(SamplerConfig config) {
        noises = NoiseSchedule.of(config, "linear", "scaled_linear", "squaredcos_cap_v2");
        prediction = Prediction.of(config, Prediction.EPSILON, Prediction.VELOCITY, Prediction.SAMPLE);
        clipping = Clipping.of(config);
        originalSteps = config.integer("original_inference_steps");
        timestepScaling = config.number("timestep_scaling");
        if (originalSteps < 1 || originalSteps > noises.steps()) {
            throw config.refused("original_inference_steps", "1 to num_train_timesteps = " + noises.steps());
        }
    }

    @Override
    public Schedule schedule(int steps) {
        if (steps < 1 || steps > originalSteps) {
            throw new IllegalArgumentException(
                    "steps are " + steps + "; they must lie between 1 and original_inference_steps = " + originalSteps);
        }
        int stride = noises.steps() / originalSteps;
        double spacing = (double) originalSteps / steps;
        int[] timesteps = new int[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = (originalSteps - (int) (i * spacing)) * stride - 1;
        }
        return Schedule.ofTimesteps(steps, noises.requireUsable(timesteps, prediction));
    }

    @Override
    protected Stepper stepper(Schedule schedule, StepOptions options) {
        Stateless stepper = (index, latents, output, noise) -> step(schedule, index, latents, output, noise);
        return stepper;
    }

    private Step step(Schedule schedule, int index, float[] latents, float[] output, Supplier<float[]> noise) {
        int timestep = schedule.trainStep(index);
        float[] original = clipping.apply(
                prediction.original(noises.signal(timestep), noises.deviation(timestep), latents, output));
        double scaled = timestep * timestepScaling;
        double norm = scaled * scaled + SIGMA_DATA * SIGMA_DATA;
        float[] denoised = Blend.of(scaled / Math.sqrt(norm), original, SIGMA_DATA * SIGMA_DATA / norm, latents);
        boolean last = index + 1 == schedule.calls();
        float[] result = last ? denoised : noises.addNoise(denoised, noise.get(), schedule.trainStep(index + 1));
        return new Step(result, denoised);
    }

    @Override
    protected float[] addNoise(Schedule schedule, int index, float[] clean, float[] noise) {
        return noises.addNoise(clean, noise, schedule.trainStep(index));
    }
}
