package io.vasari.models.diffusers.pipeline;

import ai.djl.ndarray.NDArray;
import io.vasari.models.ModelLoadException;
import io.vasari.models.vae.AutoencoderKL;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Weights;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Latents of an autoencoder, scaled as its config says. One image at a time, so that neighbours change nothing.
 *
 * <p>A {@code shift_factor} has no part in it: diffusers' pipelines of UNets do not read it.
 */
public final class VaeCodec implements LatentCodec {

    private final AutoencoderKL vae;
    private final Weights weights;
    private final double scale;
    private final AtomicReference<LinearPreview> preview = new AtomicReference<>();

    /** Takes ownership of the weights. */
    public VaeCodec(AutoencoderKL vae, Weights weights) {
        if (vae.config().inChannels() != vae.config().outChannels()) {
            throw new ModelLoadException(
                    "the vae reads images of " + vae.config().inChannels() + " channels and makes some of "
                            + vae.config().outChannels() + "; they must be equal");
        }
        this.vae = vae;
        this.weights = weights;
        this.scale = vae.config().scalingFactor();
    }

    @Override
    public int latentChannels() {
        return vae.config().latentChannels();
    }

    @Override
    public int imageChannels() {
        return vae.config().outChannels();
    }

    @Override
    public int factor() {
        return vae.config().factor();
    }

    @Override
    public float[] encode(ImageTensor image, float[] noise) {
        float[] pixels = image.values().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2 * pixels[i] - 1;
        }
        LatentShape pixelShape = new LatentShape(image.channels(), image.heightPixels(), image.widthPixels());
        LatentShape shape =
                new LatentShape(latentChannels(), image.heightPixels() / factor(), image.widthPixels() / factor());
        AtomicReference<float[]> latents = new AtomicReference<>();
        Inference.run(scratch -> {
            NDArray input = scratch.create(pixels, pixelShape.rows(1));
            NDArray drawn = vae.encode(input, weights).sample(scratch.create(noise, shape.rows(1)));
            latents.set(drawn.mul(scale).toFloatArray());
        });
        return latents.get();
    }

    @Override
    public ImageTensor decode(float[] latents, LatentShape shape) {
        float[] raw = new float[latents.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (float) (latents[i] / scale);
        }
        AtomicReference<float[]> pixels = new AtomicReference<>();
        Inference.run(scratch -> pixels.set(
                vae.decode(scratch.create(raw, shape.rows(1)), weights).toFloatArray()));
        float[] values = pixels.get();
        for (int i = 0; i < values.length; i++) {
            values[i] = PixelCodec.unit(values[i]);
        }
        return new ImageTensor(1, imageChannels(), shape.height() * factor(), shape.width() * factor(), values);
    }

    /** One pixel a latent. */
    @Override
    public ImageTensor preview(float[] latents, LatentShape shape) {
        LinearPreview fitted = preview.get();
        if (fitted == null) {
            fitted = LinearPreview.fit(this);
            preview.set(fitted);
        }
        return fitted.apply(latents, shape);
    }

    @Override
    public long sizeBytes() {
        return weights.sizeBytes();
    }

    @Override
    public int heldTensors() {
        return weights.held();
    }

    @Override
    public void close() {
        weights.close();
    }
}
