package io.vasari.models.diffusers.pipeline;

/** Between images and the latents that the denoiser works on. */
public sealed interface LatentCodec extends AutoCloseable permits VaeCodec, PixelCodec {

    /** Channels of the latents. */
    int latentChannels();

    /** Channels of the images. */
    int imageChannels();

    /** Pixels per latent along one side. */
    int factor();

    /**
     * An image's latents, as the denoiser wants them.
     *
     * @param image one, of sides that are multiples of {@link #factor}
     * @param noise as long as the latents: where in the distribution that it is encoded to
     */
    float[] encode(ImageTensor image, float[] noise);

    /** The image of latents; it does not depend on what else is decoded. */
    ImageTensor decode(float[] latents, LatentShape shape);

    /** Roughly the image of latents, perhaps smaller, for much less. */
    ImageTensor preview(float[] latents, LatentShape shape);

    /** Memory that its weights take. */
    long sizeBytes();

    /** Tensors that it holds. */
    int heldTensors();

    @Override
    void close();
}
