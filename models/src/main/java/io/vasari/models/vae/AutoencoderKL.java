package io.vasari.models.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.blocks.AttentionNames;
import io.vasari.models.blocks.Norm;
import io.vasari.models.layers.Conv2d;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The autoencoder of Stable Diffusion (Rombach et al., 2022), between pixels in [-1, 1] and latents.
 *
 * <p>Tensors are named and shaped as those of diffusers' AutoencoderKL. Immutable; safe from any thread.
 */
public final class AutoencoderKL {

    private static final double NORM_EPS = 1e-6;

    private final AutoencoderKLConfig config;
    private final Chain encoder;
    private final Chain decoder;
    private final Optional<Conv2d> quantConv;
    private final Optional<Conv2d> postQuantConv;

    /** For files with current names. */
    public AutoencoderKL(AutoencoderKLConfig config) {
        this(config, AttentionNames.CURRENT);
    }

    /**
     * For files of any age.
     *
     * @param names what the file calls the tensors of its attention
     */
    public AutoencoderKL(AutoencoderKLConfig config, AttentionNames names) {
        this.config = config;
        Norm norm = new Norm(config.groups(), NORM_EPS);
        int latents = config.latentChannels();
        this.encoder = Encoder.of(config, norm, names);
        this.decoder = Decoder.of(config, norm, names);
        this.quantConv = config.quantConv()
                ? Optional.of(Conv2d.same("quant_conv", 2 * latents, 2 * latents, 1))
                : Optional.empty();
        this.postQuantConv = config.postQuantConv()
                ? Optional.of(Conv2d.same("post_quant_conv", latents, latents, 1))
                : Optional.empty();
    }

    /** What it was built from. */
    public AutoencoderKLConfig config() {
        return config;
    }

    /** Name and shape of every tensor. */
    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        encoder.declare(shapes);
        quantConv.ifPresent(layer -> layer.declare(shapes));
        postQuantConv.ifPresent(layer -> layer.declare(shapes));
        decoder.declare(shapes);
        return shapes;
    }

    /**
     * Encodes images.
     *
     * @param images shape (n, in channels, height, width), values in [-1, 1]
     * @return latents of size height / factor and width / factor, not scaled, on the manager of {@code images}; all other
     *     tensors made are closed
     */
    public Posterior encode(NDArray images, Parameters p) {
        try (NDArray moments = moments(images, p)) {
            NDArray mean = half(moments, 0);
            NDArray logVariance = Scope.run(
                    () -> half(moments, 1).clip(Posterior.LEAST_LOG_VARIANCE, Posterior.GREATEST_LOG_VARIANCE));
            return new Posterior(mean, logVariance);
        }
    }

    /**
     * Decodes latents.
     *
     * @param latents shape (n, latent channels, height, width), divided by the scaling factor already
     * @return images, shape (n, out channels, height factor, width factor), values near [-1, 1], not clamped, on the manager of
     *     {@code latents}; all other tensors made are closed
     */
    public NDArray decode(NDArray latents, Parameters p) {
        return Scope.run(() -> decoder.forward(
                postQuantConv.map(layer -> layer.forward(latents, p)).orElse(latents), p));
    }

    private NDArray moments(NDArray images, Parameters p) {
        return Scope.run(() -> {
            NDArray encoded = encoder.forward(images, p);
            return quantConv.map(layer -> layer.forward(encoded, p)).orElse(encoded);
        });
    }

    private static NDArray half(NDArray moments, int which) {
        return Scope.run(() -> {
            NDList halves = moments.split(2, 1);
            return halves.get(which);
        });
    }
}
