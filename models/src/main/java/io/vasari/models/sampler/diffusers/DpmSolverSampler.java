package io.vasari.models.sampler.diffusers;

import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.Schedule;
import io.vasari.models.sampler.Step;
import io.vasari.models.sampler.StepOptions;
import io.vasari.models.sampler.Stepper;
import io.vasari.models.sampler.tables.Blend;
import io.vasari.models.sampler.tables.Clipping;
import io.vasari.models.sampler.tables.Prediction;
import java.util.Arrays;
import java.util.function.Supplier;

/** C. Lu et al., "DPM-Solver", 2022, and "DPM-Solver++", 2022, multistep, of order 1 to 3. */
final class DpmSolverSampler extends Sampler {

    private static final int FEW_STEPS = 15;

    private final DpmSchedules schedules;
    private final Prediction prediction;
    private final Clipping clipping;
    private final DpmUpdate update;
    private final int order;
    private final boolean lowerOrderFinal;
    private final boolean alwaysFirstOrderFinal;
    private final boolean predictsVariance;

    DpmSolverSampler(SamplerConfig config) {
        schedules = new DpmSchedules(config);
        update = DpmUpdate.of(config);
        prediction = config.flag("use_flow_sigmas")
                ? Prediction.of(config, Prediction.FLOW)
                : Prediction.of(config, Prediction.EPSILON, Prediction.VELOCITY, Prediction.SAMPLE);
        clipping = Clipping.of(config);
        order = config.integer("solver_order");
        lowerOrderFinal = config.flag("lower_order_final");
        boolean endsAtZero =
                config.choice("final_sigmas_type", "zero", "sigma_min").equals("zero");
        alwaysFirstOrderFinal = config.flag("euler_at_final") || endsAtZero;
        predictsVariance = config.choice(
                        "variance_type", "null", "fixed_small", "fixed_large", "learned", "learned_range")
                .startsWith("learned");
        if (order < 1 || order > 3) {
            throw config.refused("solver_order", "1 to 3");
        }
        if (order == 3 && update.stochastic() && !update.predictsOriginal()) {
            throw config.refused("solver_order", "1 or 2 with algorithm_type sde-dpmsolver");
        }
        if (!update.predictsOriginal() && (endsAtZero || prediction == Prediction.FLOW)) {
            throw config.refused(
                    "algorithm_type",
                    "dpmsolver++ or sde-dpmsolver++, or else final_sigmas_type sigma_min without flow");
        }
    }

    @Override
    public Schedule schedule(int steps) {
        return schedules.schedule(steps);
    }

    @Override
    protected boolean predictsVariance() {
        return predictsVariance;
    }

    @Override
    protected Stepper stepper(Schedule schedule, StepOptions options) {
        return new Multistep(schedule, new History(order));
    }

    @Override
    protected float[] addNoise(Schedule schedule, int index, float[] clean, float[] noise) {
        Level level = schedules.level(schedule, index);
        return Blend.of(level.signal(), clean, level.deviation(), noise);
    }

    private final class Multistep implements Stepper {

        private final Schedule schedule;
        private final History past;

        private Multistep(Schedule schedule, History past) {
            this.schedule = schedule;
            this.past = past;
        }

        @Override
        public Step step(int index, float[] latents, float[] output, Supplier<float[]> noise) {
            float[] mean = output.length == latents.length ? output : Arrays.copyOf(output, latents.length);
            Level now = level(index);
            float[] original = clipping.apply(prediction.original(now.signal(), now.deviation(), latents, mean));
            if (update.predictsOriginal()) {
                past.add(original);
            } else {
                past.add(
                        clipping.threshold()
                                ? Prediction.SAMPLE.noise(now.signal(), now.deviation(), latents, original)
                                : prediction.noise(now.signal(), now.deviation(), latents, mean));
            }
            float[] solved = update.apply(orderAt(index), i -> level(index + 1 - i), latents, past);
            double fresh = update.freshNoise(now, level(index + 1));
            return new Step(update.stochastic() ? Blend.of(1, solved, fresh, noise.get()) : solved, original);
        }

        private int orderAt(int index) {
            int left = schedule.calls() - index;
            boolean few = lowerOrderFinal && schedule.calls() < FEW_STEPS;
            if (left == 1 && (few || alwaysFirstOrderFinal)) {
                return 1;
            }
            return Math.min(past.size(), left == 2 && few ? Math.min(order, 2) : order);
        }

        private Level level(int index) {
            return schedules.level(schedule, index);
        }

        @Override
        public Stepper copy() {
            return new Multistep(schedule, past.copy());
        }
    }
}
