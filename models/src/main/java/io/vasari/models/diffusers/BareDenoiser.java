package io.vasari.models.diffusers;

import ai.djl.ndarray.types.Shape;
import io.vasari.models.ModelLoadException;
import io.vasari.models.diffusers.pipeline.Denoiser;
import io.vasari.models.diffusers.pipeline.DiffusionPipeline;
import io.vasari.models.weights.Inference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The UNet of a folder without sampler, prompts and images: numbers in, numbers out, to measure it and to compare it. */
public final class BareDenoiser implements AutoCloseable {

    private final DiffusionPipeline pipeline;

    private BareDenoiser(DiffusionPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** @throws ModelLoadException if the folder cannot be loaded, or its UNet reads no prompts */
    public static BareDenoiser load(DiffusersFolder folder) {
        DiffusionPipeline pipeline = folder.load();
        if (!pipeline.denoiser().readsPrompts()) {
            pipeline.close();
            throw new ModelLoadException(folder.root() + " has a UNet that reads no prompts");
        }
        return new BareDenoiser(pipeline);
    }

    /** Channels of a sample. */
    public int channels() {
        return pipeline.denoiser().inChannels();
    }

    /** Width of a row of the context. */
    public int contextWidth() {
        return pipeline.denoiser().contextWidth().orElseThrow();
    }

    /** Height and width that it was trained on. */
    public int side() {
        return pipeline.denoiser().sampleSize().get(0);
    }

    /**
     * One forward pass.
     *
     * @param timesteps one for each row
     * @param samples shape (rows, channels, side, side)
     * @param context shape (rows, any length, context width)
     * @return what it says of each row
     */
    public float[] predict(float[] timesteps, float[] samples, float[] context) {
        Denoiser denoiser = pipeline.denoiser();
        int rows = timesteps.length;
        AtomicReference<float[]> said = new AtomicReference<>();
        Inference.run(scratch -> said.set(denoiser.network()
                .forward(
                        scratch.create(samples, new Shape(rows, channels(), side(), side())),
                        scratch.create(timesteps, new Shape(rows)),
                        Optional.of(scratch.create(
                                context, new Shape(rows, context.length / rows / contextWidth(), contextWidth()))),
                        Optional.empty())
                .toFloatArray()));
        return said.get();
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
