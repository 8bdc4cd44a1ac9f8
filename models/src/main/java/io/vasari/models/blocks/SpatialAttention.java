package io.vasari.models.blocks;

import ai.djl.ndarray.NDArray;
import io.vasari.models.layers.Layer;
import io.vasari.models.weights.Parameters;
import java.util.Optional;

/** Attention among pixels, and to a context where the block takes one. */
public interface SpatialAttention extends Layer {

    /**
     * Attends; includes the residual.
     *
     * @param x shape (n, channels, height, width)
     * @param context shape (n, length, context width); needed by blocks with cross-attention, ignored by others
     * @return the shape of {@code x}
     */
    NDArray forward(NDArray x, Optional<NDArray> context, Parameters p);
}
