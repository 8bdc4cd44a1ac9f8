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
import io.vasari.models.sampler.tables.Timesteps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * L. Liu, Y. Ren, Z. Lin, Z. Zhao, "Pseudo numerical methods for diffusion models on manifolds", 2022, formula 9.
 *
 * <p>Three Runge-Kutta steps of four calls each warm the multistep method up; with {@code skip_prk_steps} a second call at
 * the second timestep does. A start part of the way warms up with its first two calls wherever they are, as in diffusers.
 */
final class PndmSampler extends Sampler {

    private static final int ORDER = 4;
    private static final int WARM_UP_CALLS = 12;

    private final NoiseSchedule noises;
    private final Prediction prediction;
    private final Timesteps spacing;
    private final int offset;
    private final boolean skipRungeKutta;
    private final float finalAlpha;

    PndmSampler(SamplerConfig config) {
        noises = NoiseSchedule.of(config, "linear", "scaled_linear", "squaredcos_cap_v2");
        prediction = Prediction.of(config, Prediction.EPSILON, Prediction.VELOCITY);
        spacing = Timesteps.of(config);
        offset = config.integer("steps_offset");
        skipRungeKutta = config.flag("skip_prk_steps");
        finalAlpha = config.flag("set_alpha_to_one") ? 1 : noises.alphaCumprod(0);
    }

    @Override
    public Schedule schedule(int steps) {
        int[] once = Timesteps.truncated(Timesteps.rounded(spacing.falling(steps, noises.steps(), offset)));
        List<Integer> calls = new ArrayList<>();
        if (skipRungeKutta) {
            for (int i = 0; i < once.length; i++) {
                calls.add(once[i]);
                if (i == 1) {
                    calls.add(once[i]);
                }
            }
        } else {
            if (once.length < ORDER) {
                throw new IllegalArgumentException(
                        "steps are " + steps + "; without skip_prk_steps PNDM takes " + ORDER + " or more");
            }
            int half = noises.steps() / steps / 2;
            for (int i = 0; i < ORDER - 1; i++) {
                calls.addAll(List.of(once[i], once[i + 1] + half, once[i + 1] + half, once[i + 1]));
            }
            for (int i = ORDER - 1; i < once.length; i++) {
                calls.add(once[i]);
            }
        }
        int[] timesteps = calls.stream().mapToInt(Integer::intValue).toArray();
        return Schedule.ofTimesteps(steps, noises.requireUsable(timesteps, prediction));
    }

    @Override
    protected Stepper stepper(Schedule schedule, StepOptions options) {
        return new Calls(schedule);
    }

    @Override
    protected float[] addNoise(Schedule schedule, int index, float[] clean, float[] noise) {
        if (index > 0 && !skipRungeKutta) {
            throw new IllegalArgumentException("PNDM starts at call " + index
                    + " only with skip_prk_steps true, since its first calls belong to the first timesteps");
        }
        return noises.addNoise(clean, noise, schedule.trainStep(index));
    }

    /**
     * From one timestep to another along the given output; a negative one is past the last. In float32 and in diffusers' order:
     * from pure noise, differences of large numbers cancel.
     */
    private float[] transfer(float[] latents, int from, int to, float[] output) {
        float alpha = noises.alphaCumprod(from);
        float nextAlpha = to >= 0 ? noises.alphaCumprod(to) : finalAlpha;
        float signal = (float) noises.signal(from);
        float deviation = (float) noises.deviation(from);
        float kept = (float) Math.sqrt(nextAlpha / alpha);
        float divisor = alpha * (float) Math.sqrt(1 - nextAlpha) + (float) Math.sqrt(alpha * (1 - alpha) * nextAlpha);
        float[] result = new float[latents.length];
        for (int i = 0; i < result.length; i++) {
            float epsilon = prediction == Prediction.VELOCITY ? signal * output[i] + deviation * latents[i] : output[i];
            result[i] = kept * latents[i] - (nextAlpha - alpha) * epsilon / divisor;
        }
        return result;
    }

    /** Past outputs, newest first, and what a step of several calls holds back. It counts its own calls. */
    private final class Calls implements Stepper {

        private final Schedule schedule;
        private int calls;
        private History outputs = new History(ORDER);
        private float[] held = new float[0];
        private float[] weighted = new float[0];

        private Calls(Schedule schedule) {
            this.schedule = schedule;
        }

        @Override
        public Step step(int index, float[] latents, float[] output, Supplier<float[]> noise) {
            int timestep = schedule.trainStep(index);
            float[] original =
                    prediction.original(noises.signal(timestep), noises.deviation(timestep), latents, output);
            boolean warmUp = !skipRungeKutta && calls < WARM_UP_CALLS;
            float[] next = warmUp ? rungeKutta(timestep, latents, output) : multistep(timestep, latents, output);
            calls++;
            return new Step(next, original);
        }

        private float[] rungeKutta(int timestep, float[] latents, float[] output) {
            int half = noises.steps() / schedule.steps() / 2;
            int to = calls % 2 == 1 ? timestep : timestep - half;
            int from = schedule.trainStep(calls / 4 * 4);
            float[] slope = output;
            switch (calls % 4) {
                case 0 -> {
                    held = latents;
                    weighted = Blend.of(1.0 / 6, output);
                    outputs.add(output);
                }
                case 3 -> slope = Blend.of(1, weighted, 1.0 / 6, output);
                default -> weighted = Blend.of(1, weighted, 1.0 / 3, output);
            }
            return transfer(held, from, to, slope);
        }

        private float[] multistep(int timestep, float[] latents, float[] output) {
            int stride = noises.steps() / schedule.steps();
            if (calls == 1) {
                float[] mean = Blend.of(0.5, output, 0.5, outputs.get(0));
                return transfer(held, timestep + stride, timestep, mean);
            }
            outputs.add(output);
            if (calls == 0) {
                held = latents;
            }
            return transfer(latents, timestep, timestep - stride, extrapolated());
        }

        /** Adams-Bashforth over as many outputs as there are. */
        private float[] extrapolated() {
            History e = outputs;
            return switch (e.size()) {
                case 1 -> e.get(0);
                case 2 -> Blend.of(1.5, e.get(0), -0.5, e.get(1));
                case 3 -> Blend.of(23.0 / 12, e.get(0), -16.0 / 12, e.get(1), 5.0 / 12, e.get(2));
                default -> Blend.of(
                        55.0 / 24, e.get(0), -59.0 / 24, e.get(1), 37.0 / 24, e.get(2), -9.0 / 24, e.get(3));
            };
        }

        @Override
        public Stepper copy() {
            Calls copy = new Calls(schedule);
            copy.calls = calls;
            copy.outputs = outputs.copy();
            copy.held = held;
            copy.weighted = weighted;
            return copy;
        }
    }
}
