package io.vasari.models.sampler;

/**
 * One sample on its way from noise to the end of its schedule.
 *
 * <p>Until {@link #finished}: show the model {@link #modelInput} at {@link #timestep}, then {@link #advance} with its
 * output. Arrays that are handed out are never written again, so snapshots are cheap; callers must not write them either.
 * Not thread-safe.
 */
public final class Trajectory {

    private final Sampler sampler;
    private final Schedule schedule;
    private final int begin;
    private final Stepper stepper;
    private int index;
    private int draws;
    private float[] latents;
    private float[] original;

    Trajectory(Sampler sampler, Schedule schedule, int begin, float[] latents, Stepper stepper) {
        this.sampler = sampler;
        this.schedule = schedule;
        this.begin = begin;
        this.index = begin;
        this.latents = latents;
        this.original = latents;
        this.stepper = stepper;
    }

    /** Whether all calls of the model have been made. */
    public boolean finished() {
        return index == schedule.calls();
    }

    /** Calls of the model made so far. */
    public int step() {
        return index - begin;
    }

    /** Calls of the model from start to end. */
    public int steps() {
        return schedule.calls() - begin;
    }

    /** The timestep to show the model now. */
    public float timestep() {
        requireUnfinished();
        return schedule.timesteps()[index];
    }

    /** The sample as the model wants it now. */
    public float[] modelInput() {
        requireUnfinished();
        return sampler.modelInput(schedule, index, latents);
    }

    /** How many numbers {@link #advance} takes: as many as there are latents, or twice that. */
    public int outputLength() {
        return latents.length * (sampler.predictsVariance() ? 2 : 1);
    }

    /**
     * Takes one step.
     *
     * @param modelOutput as long as the latents; twice that if the configuration says that the model learned a variance
     * @throws IllegalStateException if the trajectory has finished
     */
    public void advance(float[] modelOutput, Noise noise) {
        requireUnfinished();
        int expected = outputLength();
        if (modelOutput.length != expected) {
            throw new IllegalArgumentException(
                    modelOutput.length + " numbers from the model; the sampler takes " + expected);
        }
        Step step = stepper.step(index, latents, modelOutput, () -> {
            float[] drawn = new float[latents.length];
            noise.fill(draws++, drawn);
            return drawn;
        });
        latents = step.latents();
        original = step.original();
        index++;
    }

    /** The sample as it is now, unscaled. */
    public float[] latents() {
        return latents;
    }

    /** A clean sample with as much noise as the present one; once finished, the clean sample itself. */
    public float[] noised(float[] clean, float[] noise) {
        return finished() ? clean : sampler.addNoise(schedule, index, clean, noise);
    }

    /** Puts another sample in the place of the present one, as inpainting does after a step; it is not copied. */
    public void replaceLatents(float[] replacement) {
        if (replacement.length != latents.length) {
            throw new IllegalArgumentException(replacement.length + " numbers replace " + latents.length + " latents");
        }
        latents = replacement;
    }

    /** What the model took for the noiseless sample in the last step; the latents themselves before the first. */
    public float[] predictedOriginal() {
        return original;
    }

    /** Another one at the same point, that goes its own way from here. */
    public Trajectory copy() {
        Trajectory copy = new Trajectory(sampler, schedule, begin, latents, stepper.copy());
        copy.index = index;
        copy.draws = draws;
        copy.original = original;
        return copy;
    }

    private void requireUnfinished() {
        if (finished()) {
            throw new IllegalStateException("all " + steps() + " calls of the model have been made");
        }
    }
}
