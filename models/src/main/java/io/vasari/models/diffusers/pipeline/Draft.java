package io.vasari.models.diffusers.pipeline;

import io.vasari.models.sampler.Noise;
import io.vasari.models.sampler.Trajectory;
import java.util.Optional;

/** One sample between two steps. Immutable: a step makes another draft, so a pass that fails has changed nothing. */
public final class Draft {

    private final LatentShape shape;
    private final Conditions conditions;
    private final Noise noise;
    private final Optional<KeptRegion> kept;
    private final Trajectory trajectory;

    Draft(LatentShape shape, Conditions conditions, Noise noise, Optional<KeptRegion> kept, Trajectory trajectory) {
        this.shape = shape;
        this.conditions = conditions;
        this.noise = noise;
        this.kept = kept;
        this.trajectory = trajectory;
    }

    /** Of its latents. */
    public LatentShape shape() {
        return shape;
    }

    /** Calls of the denoiser so far. */
    public int stepsDone() {
        return trajectory.step();
    }

    /** Calls of the denoiser in all. */
    public int steps() {
        return trajectory.steps();
    }

    /** Whether all calls have been made. */
    public boolean isFinished() {
        return trajectory.finished();
    }

    /** Rows that it takes in a pass: 2 with guidance, else 1. */
    public int rows() {
        return conditions.isGuided() ? 2 : 1;
    }

    /** The latents as they are now, not divided by the autoencoder's scale; not to be written. */
    public float[] latents() {
        return trajectory.latents();
    }

    /** What the last step took for the final latents; not to be written. */
    public float[] predicted() {
        return trajectory.predictedOriginal();
    }

    Conditions conditions() {
        return conditions;
    }

    float timestep() {
        return trajectory.timestep();
    }

    float[] modelInput() {
        return trajectory.modelInput();
    }

    /** Numbers that the sampler wants of the denoiser's output, which may have more. */
    int outputLength() {
        return trajectory.outputLength();
    }

    /** The draft after a step. */
    Draft next(float[] output) {
        Trajectory further = trajectory.copy();
        further.advance(output, noise);
        kept.ifPresent(image ->
                further.replaceLatents(image.blend(further.latents(), further.noised(image.clean(), image.noise()))));
        return new Draft(shape, conditions, noise, kept, further);
    }
}
