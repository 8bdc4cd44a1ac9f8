package io.vasari.training.judge;

import io.vasari.models.GeneratedBatch;
import io.vasari.models.SampleKey;
import io.vasari.models.diffusers.DiffusersFolder;
import io.vasari.models.diffusers.SampleDraws;
import io.vasari.models.diffusers.pipeline.DiffusionPipeline;
import io.vasari.models.diffusers.pipeline.Draft;
import io.vasari.models.diffusers.pipeline.LatentShape;
import io.vasari.models.diffusers.pipeline.TextToImage;
import io.vasari.models.diffusers.pipeline.Wish;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.SamplerConfig;
import io.vasari.models.sampler.diffusers.DiffusersSamplers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Paints many prompts as a farm would, one picture of each. */
public final class PromptPainter implements AutoCloseable {

    /** One picture; the same seed is the same noise. */
    public record Prompt(String text, long seed) {}

    private static final int MOST_ROWS = 32;

    private final DiffusionPipeline pipeline;
    private final Sampler sampler;
    private final LatentShape shape;

    /**
     * Takes ownership of the pipeline.
     *
     * @param side width and height of its pictures in pixels
     */
    public PromptPainter(DiffusionPipeline pipeline, SamplerConfig scheduler, int side) {
        int latentSide = side / pipeline.codec().factor();
        this.pipeline = pipeline;
        this.sampler = DiffusersSamplers.of(scheduler);
        this.shape = new LatentShape(pipeline.codec().latentChannels(), latentSide, latentSide);
    }

    /**
     * Loads a folder in the layout of diffusers, to be run with its own scheduler.
     *
     * @throws io.vasari.models.ModelLoadException naming what is missing or does not fit
     */
    public static PromptPainter load(Path revision, int side) {
        DiffusersFolder folder = DiffusersFolder.open(revision);
        return new PromptPainter(folder.load(), folder.scheduler(), side);
    }

    /**
     * Paints.
     *
     * @param guidance up to 1 for none
     * @return bytes of each picture, row by row, channels interleaved
     */
    public List<byte[]> paint(List<Prompt> prompts, int steps, double guidance) {
        List<Draft> drafts =
                prompts.stream().map(prompt -> draft(prompt, steps, guidance)).toList();
        GeneratedBatch batch = new TextToImage(pipeline, MOST_ROWS)
                .run(drafts, (draft, place) -> {})
                .images()
                .toBatch();
        return IntStream.range(0, batch.count()).mapToObj(batch::image).toList();
    }

    private Draft draft(Prompt prompt, int steps, double guidance) {
        SampleDraws draws = new SampleDraws(new SampleKey(prompt.seed(), 0));
        Wish wish = Wish.of(prompt.text(), "", guidance);
        return pipeline.start(wish, sampler, steps, shape, draws.initial(shape.size()), draws);
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
