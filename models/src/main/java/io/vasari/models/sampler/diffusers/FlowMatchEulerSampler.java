package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.Step;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.Stepper;
import io.vasari.models.sampler.tables.Blend;
import io.vasari.models.sampler.tables.SigmaTable;
import java.util.Arrays;

/** Euler steps along the straight lines of flow matching (Y. Lipman et al. 2022; P. Esser et al. 2024 for the shift). */
final class FlowMatchEulerSampler extends Sampler {

    private final SamplerConfig config;
    private final int trainSteps;
    private final double shift;
    private final double clean;

    FlowMatchEulerSampler(SamplerConfig config) {
        this.config = config;
        trainSteps = config.integer("num_train_timesteps");
        shift = config.number("shift");
        clean = config.flag("invert_sigmas") ? 1 : 0;
        SigmaTable.requireOneSpacing(config, "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas");
        if (config.flag("use_dynamic_shifting")) {
            throw config.refused("use_dynamic_shifting", "false; set shift instead");
        }
    }

    /** The shift is applied to the ends and then to all, as diffusers does. */
    @Override
    public Schedule schedule(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("steps are " + steps + "; there must be at least 1");
        }
        double max = shifted(1);
        double min = shifted(1.0 / trainSteps);
        double[] sigmas = new double[steps];
        for (int i = 0; i < steps; i++) {
            sigmas[i] = shifted(steps == 1 ? max : max + (min - max) * i / (steps - 1));
        }
        config.optionalNumber("shift_terminal").filter(end -> end != 0).ifPresent(end -> stretch(sigmas, end));
        double[] spaced = SigmaTable.spaced(config, sigmas[0], sigmas[steps - 1], steps);
        double[] levels = Arrays.stream(spaced.length > 0 ? spaced : sigmas)
                .map(sigma -> clean == 1 ? 1 - sigma : sigma)
                .toArray();
        float[] timesteps = SigmaTable.narrowed(
                Arrays.stream(levels).map(sigma -> (float) sigma * trainSteps).toArray());
        return new Schedule(steps, 1, timesteps, SigmaTable.closed(levels, clean), 1);
    }

    private double shifted(double sigma) {
        return shift * sigma / (1 + (shift - 1) * sigma);
    }

    private static void stretch(double[] sigmas, double end) {
        double scale = (1 - sigmas[sigmas.length - 1]) / (1 - end);
        for (int i = 0; i < sigmas.length; i++) {
            sigmas[i] = 1 - (1 - sigmas[i]) / scale;
        }
    }

    @Override
    protected Stepper stepper(Schedule schedule, StepOptions options) {
        boolean stochastic = config.flag("stochastic_sampling");
        Stateless stepper = (index, latents, output, noise) -> {
            double sigma = schedule.sigmas()[index];
            double next = schedule.sigmas()[index + 1];
            float[] original = Blend.of(1, latents, clean - sigma, output);
            float[] result = stochastic
                    ? Blend.of(1 - next, Blend.of(1, latents, -sigma, output), next, noise.get())
                    : Blend.of(1, latents, next - sigma, output);
            return new Step(result, original);
        };
        return stepper;
    }

    @Override
    protected float[] addNoise(Schedule schedule, int index, float[] sample, float[] noise) {
        double sigma = schedule.sigmas()[index];
        return Blend.of(1 - sigma, sample, sigma, noise);
    }
}
