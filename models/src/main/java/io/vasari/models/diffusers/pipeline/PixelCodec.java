package io.vasari.models.diffusers.pipeline;

/** Latents that are the pixels themselves, from -1 to 1. */
public record PixelCodec(int latentChannels) implements LatentCodec {

    @Override
    public int imageChannels() {
        return latentChannels;
    }

    @Override
    public int factor() {
        return 1;
    }

    @Override
    public float[] encode(ImageTensor image, float[] noise) {
        float[] latents = image.values().clone();
        for (int i = 0; i < latents.length; i++) {
            latents[i] = 2 * latents[i] - 1;
        }
        return latents;
    }

    @Override
    public ImageTensor decode(float[] latents, LatentShape shape) {
        float[] values = new float[latents.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = unit(latents[i]);
        }
        return new ImageTensor(1, latentChannels, shape.height(), shape.width(), values);
    }

    @Override
    public ImageTensor preview(float[] latents, LatentShape shape) {
        return decode(latents, shape);
    }

    @Override
    public long sizeBytes() {
        return 0;
    }

    @Override
    public int heldTensors() {
        return 0;
    }

    @Override
    public void close() {}

    /** From [-1, 1] to [0, 1]. */
    static float unit(float value) {
        return Math.min(Math.max(value / 2 + 0.5f, 0), 1);
    }
}
