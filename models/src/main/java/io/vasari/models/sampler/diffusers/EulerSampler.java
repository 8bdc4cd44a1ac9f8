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
import java.util.function.Supplier;

/** T. Karras et al., "Elucidating the design space of diffusion-based generative models", 2022, algorithm 2, first order. */
final class EulerSampler extends Sampler {

    private static final double MOST_CHURN = Math.sqrt(2) - 1;

    private final SamplerConfig config;
    private final NoiseSchedule noises;
    private final SigmaTable table;
    private final Prediction prediction;
    private final Timesteps spacing;
    private final boolean logLinear;
    private final boolean continuous;
    private final boolean endsAtZero;

    EulerSampler(SamplerConfig config) {
        this.config = config;
        noises = NoiseSchedule.withFiniteSigmas(config, "linear", "scaled_linear", "squaredcos_cap_v2");
        table = new SigmaTable(noises);
        prediction = Prediction.of(config, Prediction.EPSILON, Prediction.VELOCITY, Prediction.SAMPLE);
        spacing = Timesteps.of(config);
        logLinear = config.choice("interpolation_type", "linear", "log_linear").equals("log_linear");
        continuous = config.choice("timestep_type", "discrete", "continuous").equals("continuous")
                && prediction == Prediction.VELOCITY;
        endsAtZero = config.choice("final_sigmas_type", "zero", "sigma_min").equals("zero");
        SigmaTable.requireOneSpacing(config, "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas");
    }

    @Override
    public Schedule schedule(int steps) {
        double[] timesteps = spacing.falling(steps, noises.steps(), config.integer("steps_offset"));
        double[] sigmas = logLinear
                ? SigmaTable.exponentials(table.logMax(), table.logMin(), steps + 1)
                : table.at(SigmaSpace.widened(SigmaTable.narrowed(timesteps)));
        double[] spaced = SigmaTable.spaced(config, sigmas[0], sigmas[sigmas.length - 1], steps);
        if (spaced.length > 0) {
            sigmas = spaced;
            timesteps = table.timestepsOf(sigmas);
        }
        float[] closed = SigmaTable.closed(sigmas, endsAtZero ? 0 : table.min());
        if (continuous) {
            // One for each sigma but the last: with log_linear there is one step more than was asked for.
            timesteps = new double[closed.length - 1];
            for (int i = 0; i < timesteps.length; i++) {
                timesteps[i] = 0.25 * StrictMath.log(closed[i]);
            }
        }
        return new Schedule(
                steps, 1, SigmaTable.narrowed(timesteps), closed, SigmaSpace.initNoiseSigma(closed, spacing));
    }

    @Override
    protected Stepper stepper(Schedule schedule, StepOptions options) {
        Stateless stepper = (index, latents, output, noise) -> step(schedule, index, latents, output, options, noise);
        return stepper;
    }

    private Step step(
            Schedule schedule,
            int index,
            float[] latents,
            float[] output,
            StepOptions options,
            Supplier<float[]> noise) {
        float sigma = schedule.sigmas()[index];
        double gamma = sigma >= options.churnMin() && sigma <= options.churnMax()
                ? Math.min(options.churn() / (schedule.sigmas().length - 1), MOST_CHURN)
                : 0;
        float churned = sigma * (float) (gamma + 1);
        float[] sample = latents;
        if (gamma > 0) {
            float[] eps = Blend.of(options.churnNoise(), noise.get());
            sample = SigmaSpace.along(latents, eps, (float) Math.sqrt(churned * churned - sigma * sigma));
        }
        float[] original =
                SigmaSpace.original(prediction, prediction == Prediction.EPSILON ? churned : sigma, sample, output);
        float[] slope = SigmaSpace.slope(sample, original, churned);
        return new Step(SigmaSpace.along(sample, slope, schedule.sigmas()[index + 1] - churned), original);
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
