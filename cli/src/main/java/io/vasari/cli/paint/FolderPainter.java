package io.vasari.cli.paint;

import io.vasari.cli.UserError;
import io.vasari.models.ModelLoadException;
import io.vasari.models.SampleKey;
import io.vasari.models.diffusers.DiffusersFolder;
import io.vasari.models.diffusers.SampleDraws;
import io.vasari.models.diffusers.pipeline.DiffusionPipeline;
import io.vasari.models.diffusers.pipeline.Draft;
import io.vasari.models.diffusers.pipeline.InitialImage;
import io.vasari.models.diffusers.pipeline.LatentShape;
import io.vasari.models.diffusers.pipeline.TextToImage;
import io.vasari.models.diffusers.pipeline.Wish;
import io.vasari.models.sampler.Noise;
import io.vasari.models.sampler.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Runs a folder's pipeline to the end. */
public final class FolderPainter implements AutoCloseable {

    private static final int MOST_ROWS = 8;

    private final DiffusersFolder folder;
    private final DiffusionPipeline pipeline;

    private FolderPainter(DiffusersFolder folder, DiffusionPipeline pipeline) {
        this.folder = folder;
        this.pipeline = pipeline;
    }

    /** @throws UserError naming what of the folder is missing, broken or not supported */
    public static FolderPainter open(DiffusersFolder folder) {
        try {
            return new FolderPainter(folder, folder.load());
        } catch (ModelLoadException e) {
            throw new UserError("--model: " + e.getMessage());
        }
    }

    /** Channels of its latents. */
    public int latentChannels() {
        return pipeline.codec().latentChannels();
    }

    /**
     * Paints one sample per wish.
     *
     * @param wishes in the order of the samples
     * @param onStep told how many steps of all samples are done
     * @throws UserError naming the option that asks for what cannot be
     */
    public TextToImage.Result paint(
            List<Wish> wishes, Plan plan, Optional<InitialLatents> latents, long seed, IntConsumer onStep) {
        try {
            Sampler sampler = plan.sampler(folder.scheduler());
            LatentShape shape = latents.map(InitialLatents::shape).orElseGet(() -> plan.shape(pipeline));
            List<Draft> drafts = new ArrayList<>();
            for (int i = 0; i < wishes.size(); i++) {
                int row = i;
                SampleDraws draws = new SampleDraws(new SampleKey(seed, row));
                float[] initial =
                        latents.map(given -> given.rows().get(row)).orElseGet(() -> draws.initial(shape.size()));
                Noise noise = latents.flatMap(given -> given.noise(row)).orElse(draws);
                Wish wish = wishes.get(i);
                drafts.add(plan.start()
                        .map(start -> InitialImage.of(
                                start, pipeline.codec(), shape, initial, encoding(latents, row, draws, shape)))
                        .map(image -> pipeline.start(wish, sampler, plan.steps(), shape, image, noise))
                        .orElseGet(() -> pipeline.start(wish, sampler, plan.steps(), shape, initial, noise)));
            }
            int[] done = {0};
            return new TextToImage(pipeline, MOST_ROWS).run(drafts, (draft, place) -> onStep.accept(++done[0]));
        } catch (IllegalArgumentException | ModelLoadException e) {
            throw new UserError(e.getMessage());
        }
    }

    private static float[] encoding(Optional<InitialLatents> latents, int row, SampleDraws draws, LatentShape shape) {
        return latents.flatMap(given -> given.encoding(row)).orElseGet(() -> draws.encoding(shape.size()));
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
