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
import io.vasari.models.sampler.tables.SigmaTable;
import io.vasari.models.sampler.tables.Timesteps;
import java.util.function.Supplier;

/** T. Karras et al. 2022, algorithm 2 without churn: every step but the last calls the model twice. */
final class HeunSampler extends Sampler {

    private final SamplerConfig config;
    private final NoiseSchedule noises;
    private final SigmaTable table;
    private final Prediction prediction;
    private final Clipping clipping;
    private final Timesteps spacing;

    HeunSampler(SamplerConfig config) {
        this.config = config;
        noises = NoiseSchedule.of(config, "linear", "scaled_linear", "squaredcos_cap_v2", "exp");
        table = new SigmaTable(noises);
        prediction = Prediction.of(config, Prediction.EPSILON, Prediction.VELOCITY, Prediction.SAMPLE);
        clipping = Clipping.of(config);
        spacing = Timesteps.of(config);
        SigmaTable.requireOneSpacing(config, "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas");
    }

    @Override
    public Schedule schedule(int steps) {
        float[] timesteps = SigmaTable.narrowed(spacing.falling(steps, noises.steps(), config.integer("steps_offset")));
        double[] sigmas = table.at(SigmaSpace.widened(timesteps));
        double[] spaced = SigmaTable.spaced(config, sigmas[0], sigmas[sigmas.length - 1], steps);
        if (spaced.length > 0) {
            sigmas = spaced;
            timesteps = SigmaTable.narrowed(table.timestepsOf(sigmas));
        }
        int calls = 2 * timesteps.length - 1;
        float[] called = new float[calls];
        float[] levels = new float[calls + 1];
        for (int i = 0; i < calls; i++) {
            called[i] = timesteps[(i + 1) / 2];
            levels[i] = (float) sigmas[(i + 1) / 2];
        }
        return new Schedule(steps, 2, called, levels, SigmaSpace.initNoiseSigma(levels, spacing));
    }

    @Override
    protected Stepper stepper(Schedule schedule, StepOptions options) {
        return new Pairs(schedule);
    }

    @Override
    protected float[] modelInput(Schedule schedule, int index, float[] latents) {
        return SigmaSpace.modelInput(schedule, index, latents);
    }

    @Override
    protected float[] addNoise(Schedule schedule, int index, float[] clean, float[] noise) {
        return Blend.of(1, clean, schedule.sigmas()[index], noise);
    }

    /** The first call of a step predicts, the second corrects from where the first began. */
    private final class Pairs implements Stepper {

        private final Schedule schedule;
        private float[] held = new float[0];
        private float[] slope = new float[0];

        private Pairs(Schedule schedule) {
            this.schedule = schedule;
        }

        @Override
        public Step step(int index, float[] latents, float[] output, Supplier<float[]> noise) {
            float sigma = schedule.sigmas()[index];
            float[] original = clipping.apply(SigmaSpace.original(prediction, sigma, latents, output));
            float[] present = SigmaSpace.slope(latents, original, sigma);
            if (held.length == 0) {
                held = latents;
                slope = present;
                float change = schedule.sigmas()[index + 1] - sigma;
                return new Step(SigmaSpace.along(latents, present, change), original);
            }
            float change = sigma - schedule.sigmas()[index - 1];
            float[] result = SigmaSpace.along(held, Blend.of(0.5, slope, 0.5, present), change);
            held = new float[0];
            slope = held;
            return new Step(result, original);
        }

        @Override
        public Stepper copy() {
            Pairs copy = new Pairs(schedule);
            copy.held = held;
            copy.slope = slope;
            return copy;
        }
    }
}
