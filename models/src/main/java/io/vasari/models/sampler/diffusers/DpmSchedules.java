package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.tables.NoiseSchedule;
import io.vasari.models.sampler.tables.SigmaTable;
import io.vasari.models.sampler.tables.Timesteps;
import java.util.Arrays;

/** Timesteps and sigmas of DPM-Solver. */
final class DpmSchedules {

    private final SamplerConfig config;
    private final NoiseSchedule noises;
    private final SigmaTable table;
    private final Timesteps spacing;
    private final int offset;
    private final int last;
    private final boolean flow;
    private final boolean endsAtZero;
    private final boolean cosine;

    DpmSchedules(SamplerConfig config) {
        this.config = config;
        noises = NoiseSchedule.withFiniteSigmas(config, "linear", "scaled_linear", "squaredcos_cap_v2");
        table = new SigmaTable(noises);
        spacing = Timesteps.of(config);
        offset = config.integer("steps_offset");
        last = last(config.number("lambda_min_clipped"));
        flow = config.flag("use_flow_sigmas");
        endsAtZero = config.choice("final_sigmas_type", "zero", "sigma_min").equals("zero");
        cosine = config.choice("beta_schedule", "linear", "scaled_linear", "squaredcos_cap_v2")
                .equals("squaredcos_cap_v2");
        SigmaTable.requireOneSpacing(
                config, "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas", "use_lu_lambdas");
        if (config.flag("use_dynamic_shifting")) {
            throw config.refused("use_dynamic_shifting", "false; set flow_shift instead");
        }
    }

    /** One past the noisiest timestep whose lambda is not below the limit. */
    private int last(double leastLambda) {
        int end = noises.steps();
        while (end > 1 && Level.ofSigma((float) table.sigma(end - 1)).lambda() < leastLambda) {
            end--;
        }
        return end;
    }

    Schedule schedule(int steps) {
        double[] timesteps = spacing.fallingOpen(steps, noises.steps(), last, offset);
        double[] sigmas;
        boolean rounds = !cosine && (config.flag("use_karras_sigmas") || config.flag("use_lu_lambdas"));
        double[] spaced = SigmaTable.spaced(config, table.max(), table.min(), steps);
        if (config.flag("use_lu_lambdas")) {
            spaced = SigmaTable.exponentials(table.logMax(), table.logMin(), steps);
        }
        if (spaced.length > 0) {
            sigmas = spaced;
            timesteps = table.timestepsOf(sigmas);
        } else if (flow) {
            sigmas = flow(steps);
            timesteps =
                    Arrays.stream(sigmas).map(sigma -> sigma * noises.steps()).toArray();
        } else {
            sigmas = table.at(timesteps);
        }
        float[] called = new float[timesteps.length];
        for (int i = 0; i < called.length; i++) {
            called[i] = (int) (rounds ? Math.rint(timesteps[i]) : timesteps[i]);
        }
        return new Schedule(steps, 1, called, SigmaTable.closed(sigmas, endsAtZero ? 0 : table.min()), 1);
    }

    private double[] flow(int steps) {
        double shift = config.number("flow_shift");
        double[] sigmas = new double[steps];
        double[] clean = Timesteps.linspace(1, 1.0 / noises.steps(), steps + 1);
        for (int i = 0; i < steps; i++) {
            double sigma = 1 - clean[steps - i];
            sigmas[i] = shift * sigma / (1 + (shift - 1) * sigma);
        }
        return sigmas;
    }

    Level level(Schedule schedule, int index) {
        float sigma = schedule.sigmas()[index];
        return flow ? Level.ofFlow(sigma) : Level.ofSigma(sigma);
    }
}
