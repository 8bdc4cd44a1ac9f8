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
import java.util.function.Supplier;

/** J. Song, C. Meng, S. Ermon, "Denoising diffusion implicit models", 2020, formulas 12 and 16. */
final class DdimSampler extends Sampler {

    private final NoiseSchedule noises;
    private final Prediction prediction;
    private final Clipping clipping;
    private final Timesteps spacing;
    private final int offset;
    private final float finalAlpha;

    DdimSampler(SamplerConfig config) {
        noises = NoiseSchedule.of(config, "linear", "scaled_linear", "squaredcos_cap_v2");
        prediction = Prediction.of(config, Prediction.EPSILON, Prediction.VELOCITY, Prediction.SAMPLE);
        clipping = Clipping.of(config);
        spacing = Timesteps.of(config);
        offset = config.integer("steps_offset");
        finalAlpha = config.flag("set_alpha_to_one") ? 1 : noises.alphaCumprod(0);
    }

    @Override
    public Schedule schedule(int steps) {
        double[] timesteps = Timesteps.rounded(spacing.falling(steps, noises.steps(), offset));
        return Schedule.ofTimesteps(steps, noises.requireUsable(Timesteps.truncated(timesteps), prediction));
    }

    @Override
    protected Stepper stepper(Schedule schedule, StepOptions options) {
        int stride = noises.steps() / schedule.steps();
        Stateless stepper = (index, latents, output, noise) ->
                step(schedule.trainStep(index), schedule.trainStep(index) - stride, latents, output, options, noise);
        return stepper;
    }

    private Step step(
            int timestep, int next, float[] latents, float[] output, StepOptions options, Supplier<float[]> noise) {
        float alpha = noises.alphaCumprod(timestep);
        float nextAlpha = next >= 0 ? noises.alphaCumprod(next) : finalAlpha;
        double signal = noises.signal(timestep);
        double deviation = noises.deviation(timestep);
        float[] original = clipping.apply(prediction.original(signal, deviation, latents, output));
        float[] direction = options.useClippedModelOutput()
                ? Prediction.SAMPLE.noise(signal, deviation, latents, original)
                : prediction.noise(signal, deviation, latents, output);
        double fresh = options.eta() * deviation(alpha, nextAlpha);
        double kept = kept(nextAlpha, (float) fresh);
        float[] result = options.eta() > 0
                ? Blend.of(Math.sqrt(nextAlpha), original, kept, direction, fresh, noise.get())
                : Blend.of(Math.sqrt(nextAlpha), original, kept, direction);
        return new Step(result, original);
    }

    /** In float32 and in diffusers' order, as is {@link #kept}: with eta 1 next to nothing is left, and what is left is rounding. */
    private static float deviation(float alpha, float nextAlpha) {
        float variance = (1 - nextAlpha) / (1 - alpha) * (1 - alpha / nextAlpha);
        return (float) Math.sqrt(variance);
    }

    private static float kept(float nextAlpha, float fresh) {
        return (float) Math.sqrt(Math.max(1 - nextAlpha - fresh * fresh, 0));
    }

    @Override
    protected float[] addNoise(Schedule schedule, int index, float[] clean, float[] noise) {
        return noises.addNoise(clean, noise, schedule.trainStep(index));
    }
}
