package io.vasari.models.weights;

import ai.djl.ndarray.NDArray;

/** The named tensors that a network function reads: loaded weights, or views of them that record gradients. */
@FunctionalInterface
public interface Parameters {

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    NDArray get(String name);
}
