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
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** W. Zhao et al., "UniPC: a unified predictor-corrector framework for fast sampling of diffusion models", 2023. */
final class UniPcSampler extends Sampler {

    private final SamplerConfig config;
    private final NoiseSchedule noises;
    private final SigmaTable table;
    private final Timesteps spacing;
    private final Prediction prediction;
    private final Clipping clipping;
    private final UniPcUpdate update;
    private final boolean predictsOriginal;
    private final int order;
    private final boolean lowerOrderFinal;
    private final boolean endsAtZero;
    private final Set<Integer> uncorrected = new HashSet<>();

    UniPcSampler(SamplerConfig config) {
        this.config = config;
        noises = NoiseSchedule.withFiniteSigmas(config, "linear", "scaled_linear", "squaredcos_cap_v2");
        table = new SigmaTable(noises);
        spacing = Timesteps.of(config);
        prediction = Prediction.of(config, Prediction.EPSILON, Prediction.VELOCITY, Prediction.SAMPLE);
        clipping = Clipping.of(config);
        predictsOriginal = config.flag("predict_x0");
        String solver = config.choice("solver_type", "bh1", "bh2", "midpoint", "heun", "logrho");
        update = new UniPcUpdate(predictsOriginal, solver.equals("bh1"));
        order = config.integer("solver_order");
        lowerOrderFinal = config.flag("lower_order_final");
        endsAtZero = config.choice("final_sigmas_type", "zero", "sigma_min").equals("zero");
        config.value("disable_corrector").ifPresent(list -> list.forEach(step -> uncorrected.add(step.intValue())));
        SigmaTable.requireOneSpacing(config, "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas");
        requireSupported();
    }

    private void requireSupported() {
        if (order < 1) {
            throw config.refused("solver_order", "1 or more");
        }
        if (endsAtZero && !predictsOriginal) {
            throw config.refused("predict_x0", "true, or else final_sigmas_type sigma_min");
        }
        if (endsAtZero && !lowerOrderFinal && order > 1) {
            throw config.refused("lower_order_final", "true, or else final_sigmas_type sigma_min");
        }
        for (String key : new String[] {"use_flow_sigmas", "use_dynamic_shifting"}) {
            if (config.flag(key)) {
                throw config.refused(key, "only false");
            }
        }
        for (String key : new String[] {"solver_p", "shift_terminal"}) {
            if (config.value(key).isPresent()) {
                throw config.refused(key, "only null");
            }
        }
    }

    @Override
    public Schedule schedule(int steps) {
        double[] timesteps = spacing.fallingOpen(steps, noises.steps(), noises.steps(), config.integer("steps_offset"));
        double[] sigmas = table.at(timesteps);
        double least = table.min();
        double[] spaced = SigmaTable.spaced(config, table.max(), table.min(), steps);
        if (spaced.length > 0) {
            sigmas = spaced;
            least = spaced[spaced.length - 1];
            timesteps = table.timestepsOf(spaced);
            if (config.flag("use_karras_sigmas")) {
                timesteps = Timesteps.rounded(timesteps);
            }
        }
        float[] called = new float[timesteps.length];
        for (int i = 0; i < called.length; i++) {
            called[i] = (int) timesteps[i];
        }
        return new Schedule(steps, 1, called, SigmaTable.closed(sigmas, endsAtZero ? 0 : least), 1);
    }

    @Override
    protected Stepper stepper(Schedule schedule, StepOptions options) {
        return new PredictorCorrector(schedule, new History(order));
    }

    @Override
    protected float[] addNoise(Schedule schedule, int index, float[] clean, float[] noise) {
        Level level = Level.ofSigma(schedule.sigmas()[index]);
        return Blend.of(level.signal(), clean, level.deviation(), noise);
    }

    private final class PredictorCorrector implements Stepper {

        private final Schedule schedule;
        private final History past;
        private float[] lastLatents = new float[0];
        private int lastOrder;

        private PredictorCorrector(Schedule schedule, History past) {
            this.schedule = schedule;
            this.past = past;
        }

        @Override
        public Step step(int index, float[] latents, float[] output, Supplier<float[]> noise) {
            Level now = level(index);
            float[] original = prediction.original(now.signal(), now.deviation(), latents, output);
            if (predictsOriginal) {
                original = clipping.apply(original);
            }
            float[] present =
                    predictsOriginal ? original : prediction.noise(now.signal(), now.deviation(), latents, output);
            boolean corrects = lastLatents.length > 0 && !uncorrected.contains(index - 1);
            float[] corrected =
                    corrects ? update.correct(lastOrder, i -> level(index - i), lastLatents, past, present) : latents;
            past.add(present);
            int most = lowerOrderFinal ? Math.min(order, schedule.calls() - index) : order;
            lastOrder = Math.min(most, past.size());
            lastLatents = corrected;
            return new Step(update.predict(lastOrder, i -> level(index + 1 - i), corrected, past), original);
        }

        private Level level(int index) {
            return Level.ofSigma(schedule.sigmas()[index]);
        }

        @Override
        public Stepper copy() {
            PredictorCorrector copy = new PredictorCorrector(schedule, past.copy());
            copy.lastLatents = lastLatents;
            copy.lastOrder = lastOrder;
            return copy;
        }
    }
}
