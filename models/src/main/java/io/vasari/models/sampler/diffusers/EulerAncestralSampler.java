package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.Step;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.Stepper;
import io.vasari.models.sampler.tables.Blend;
import io.vasari.models.sampler.tables.NoiseSchedule;
import io.vasari.models.sampler.tables.Prediction;
import io.vasari.models.sampler.tables.SigmaTable;
import io.vasari.models.sampler.tables.Timesteps;

/** Euler steps that overshoot and put fresh noise in, as in K. Crowson's k-diffusion; noise is drawn at every step. */
final class EulerAncestralSampler extends Sampler {

    private final NoiseSchedule noises;
    private final SigmaTable table;
    private final Prediction prediction;
    private final Timesteps spacing;
    private final int offset;

    EulerAncestralSampler(SamplerConfig config) {
        noises = NoiseSchedule.withFiniteSigmas(config, "linear", "scaled_linear", "squaredcos_cap_v2");
        table = new SigmaTable(noises);
        prediction = Prediction.of(config, Prediction.EPSILON, Prediction.VELOCITY);
        spacing = Timesteps.of(config);
        offset = config.integer("steps_offset");
    }

    @Override
    public Schedule schedule(int steps) {
        float[] timesteps = SigmaTable.narrowed(spacing.falling(steps, noises.steps(), offset));
        float[] sigmas = SigmaTable.closed(table.at(SigmaSpace.widened(timesteps)), 0);
        return new Schedule(steps, 1, timesteps, sigmas, SigmaSpace.initNoiseSigma(sigmas, spacing));
    }

    @Override
    protected Stepper stepper(Schedule schedule, StepOptions options) {
        Stateless stepper = (index, latents, output, noise) -> {
            float from = schedule.sigmas()[index];
            float to = schedule.sigmas()[index + 1];
            float up = (float) Math.sqrt(to * to * (from * from - to * to) / (from * from));
            // Where noise falls very steeply, as after the first of 3 trailing steps of cosine betas, rounding makes
            // this
            // difference negative, and diffusers goes on with numbers that are none.
            float down = (float) Math.sqrt(Math.max(0, to * to - up * up));
            float[] original = SigmaSpace.original(prediction, from, latents, output);
            float[] slope = SigmaSpace.slope(latents, original, from);
            float[] moved = SigmaSpace.along(latents, slope, down - from);
            return new Step(SigmaSpace.along(moved, noise.get(), up), original);
        };
        return stepper;
    }

    @Override
    protected float[] modelInput(Schedule schedule, int index, float[] latents) {
        return SigmaSpace.modelInput(schedule, index, latents);
    }

    @Override
    protected float[] addNoise(Schedule schedule, int index, float[] clean, float[] noise) {
        return Blend.of(1, clean, schedule.sigmas()[index], noise);
    }
}
