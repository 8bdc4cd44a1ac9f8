package io.vasari.models.diffusers.pipeline;

import ai.djl.ndarray.NDArray;
import io.vasari.models.unet.Extras;
import io.vasari.models.unet.UNet2DConditionModel;
import io.vasari.models.unet.UNet2DModel;
import io.vasari.models.weights.Weights;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A UNet with its weights, whichever of the two it is.
 *
 * @param inChannels of the latents
 * @param outChannels those again, or twice as many where it learned a variance
 * @param sampleSize height and width of the latents it was trained on; empty if unknown
 * @param levels resolutions that it works at
 * @param firstChannels of its finest resolution
 * @param contextWidth of the embeddings of a prompt; empty if it reads none
 * @param guidanceWidth of an embedding of the guidance, for networks that learned guidance; empty for others
 */
public record Denoiser(
        int inChannels,
        int outChannels,
        List<Integer> sampleSize,
        int levels,
        int firstChannels,
        OptionalInt contextWidth,
        OptionalInt guidanceWidth,
        Network network,
        Weights weights)
        implements AutoCloseable {

    /** The network as a function. */
    @FunctionalInterface
    public interface Network {

        /**
         * Predicts.
         *
         * @param sample shape (n, in channels, height, width)
         * @param timesteps shape (n)
         * @param context shape (n, length, context width), for networks that read prompts
         * @param guidance shape (n, guidance width), for networks that learned guidance
         * @return shape (n, out channels, height, width)
         */
        NDArray forward(NDArray sample, NDArray timesteps, Optional<NDArray> context, Optional<NDArray> guidance);
    }

    /** One that reads prompts; it takes ownership of the weights. */
    public static Denoiser of(UNet2DConditionModel unet, Weights weights) {
        var config = unet.config();
        return new Denoiser(
                config.inChannels(),
                config.outChannels(),
                config.sampleSize(),
                config.levels().size(),
                config.levels().get(0).channels(),
                OptionalInt.of(config.contextWidth()),
                config.timeConditionWidth(),
                (sample, timesteps, context, guidance) -> unet.forward(
                        sample,
                        timesteps,
                        context.orElseThrow(),
                        guidance.map(Extras.NONE::withTimestepCondition).orElse(Extras.NONE),
                        weights),
                weights);
    }

    /** One that reads no prompts; it takes ownership of the weights. */
    public static Denoiser of(UNet2DModel unet, Weights weights) {
        var config = unet.config();
        return new Denoiser(
                config.inChannels(),
                config.outChannels(),
                config.sampleSize(),
                config.levels().size(),
                config.levels().get(0).channels(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                (sample, timesteps, context, guidance) -> unet.forward(sample, timesteps, weights),
                weights);
    }

    /** Whether it reads prompts. */
    public boolean readsPrompts() {
        return contextWidth.isPresent();
    }

    @Override
    public void close() {
        weights.close();
    }
}
