package io.vasari.models.sampler;

import java.util.function.Supplier;

/** The part of a sampler that remembers one sample's past. Not thread-safe; it never writes into arrays that it was given. */
public interface Stepper {

    /**
     * Takes one step.
     *
     * @param index of the timestep in the schedule
     * @param latents the sample, unscaled
     * @param output of the model for that sample and timestep
     * @param noise draws fresh noise, as long as the sample
     */
    Step step(int index, float[] latents, float[] output, Supplier<float[]> noise);

    /** Another one with the same past; arrays are shared. */
    Stepper copy();
}
