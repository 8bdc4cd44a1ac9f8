package io.vasari.models.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** The named tensors that a network function reads: loaded weights, or views of them that record gradients. */
@FunctionalInterface
public interface Parameters {

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    NDArray get(String name);

    /**
     * The same numbers seen in another shape, not to be closed.
     *
     * @param shape of as many numbers as the tensor has
     * @throws IllegalArgumentException if there is no tensor of that name
     */
    default NDArray get(String name, Shape shape) {
        return get(name).reshape(shape);
    }
}
