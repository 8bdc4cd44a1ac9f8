package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What every block of a network gets beside the features.
 *
 * @param timeSilu SiLU of the embedding of time and its companions, shape (n, time width)
 * @param context what cross-attention reads, shape (n, length, context width)
 */
record Signals(NDArray timeSilu, Optional<NDArray> context) {}
