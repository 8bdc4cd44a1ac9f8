package io.vasari.models.diffusers.pipeline;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Size of one sample's latents; every number is at least 1. */
public record LatentShape(int channels, int height, int width) {

    public LatentShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("no latents: " + channels + "x" + height + "x" + width);
        }
    }

    /** How many numbers that is. */
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    /** The sizes of a tensor of so many samples. */
    public List<Long> batch(int samples) {
        return List.of((long) samples, (long) channels, (long) height, (long) width);
    }

    Shape rows(int rows) {
        return new Shape(rows, channels, height, width);
    }
}
