package io.vasari.models.diffusers;

import io.vasari.models.DiffusionRequest;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.ImageShape;
import io.vasari.models.IterativeModel;
import io.vasari.models.ModelLoadException;
import io.vasari.models.SampleKey;
import io.vasari.models.diffusers.pipeline.DiffusionPipeline;
import io.vasari.models.diffusers.pipeline.Draft;
import io.vasari.models.diffusers.pipeline.InitialImage;
import io.vasari.models.diffusers.pipeline.LatentShape;
import io.vasari.models.diffusers.pipeline.Wish;
import io.vasari.models.sampler.Sampler;
import java.util.List;

/**
 * A diffusers folder that paints for the farm.
 *
 * <p>Passes are not padded: the row count changes the last bits of matrix products. A sample alone and the same sample in any
 * mixture differ by less than 5e-4 of the latents' deviation, or 5e-4, and by at most one level in its pixels; the same mixture gives
 * the same bytes.
 */
public final class DiffusionModel implements IterativeModel {

    /** Numbers in the largest tensor of a pass, about; bounds its memory. */
    private static final long PASS_NUMBERS = 1L << 23;

    private static final int MOST_IN_PASS = 32;

    private final DiffusionPipeline pipeline;
    private final Samplers samplers;
    private final ImageLimits limits;
    private final int batchSize;

    /**
     * Takes ownership of the pipeline.
     *
     * @throws ModelLoadException if what it makes is neither grey nor RGB
     */
    public DiffusionModel(DiffusionPipeline pipeline, Samplers samplers) {
        int channels = pipeline.codec().imageChannels();
        if (channels != 1 && channels != 3) {
            throw new ModelLoadException("its images have " + channels + " channels, they must have 1 or 3");
        }
        this.pipeline = pipeline;
        this.samplers = samplers;
        this.limits = ImageLimits.of(pipeline);
        LatentShape usual = limits.latents(pipeline, limits.defaultWidthPixels(), limits.defaultHeightPixels());
        long numbers = (long) pipeline.denoiser().firstChannels() * usual.height() * usual.width();
        this.batchSize = (int) Math.min(MOST_IN_PASS, Math.max(1, PASS_NUMBERS / numbers));
    }

    /** Loads a folder. */
    public static DiffusionModel load(DiffusersFolder folder) {
        Samplers samplers = new Samplers(folder.scheduler());
        DiffusionPipeline pipeline = folder.load();
        try {
            return new DiffusionModel(pipeline, samplers);
        } catch (RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    /** Which sizes it makes. */
    public ImageLimits limits() {
        return limits;
    }

    /** How often prompts were encoded, which those that were kept need not be. */
    public long encodings() {
        return pipeline.prompts().map(prompts -> prompts.encodings()).orElse(0L);
    }

    int heldTensors() {
        return pipeline.heldTensors();
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public long sizeBytes() {
        return pipeline.sizeBytes();
    }

    @Override
    public Sketch begin(SampleKey key, DiffusionRequest request) {
        if (request.steps() < 1) {
            throw new IllegalArgumentException("steps is " + request.steps() + ", it must be at least 1");
        }
        limits.require(request.widthPixels(), request.heightPixels());
        Wish wish = Wish.of(request.prompt(), request.negativePrompt(), request.guidanceScale());
        Sampler sampler = samplers.named(request.scheduler());
        LatentShape shape = limits.latents(pipeline, request.widthPixels(), request.heightPixels());
        SampleDraws draws = new SampleDraws(key);
        float[] initial = draws.initial(shape.size());
        Draft draft = request.start()
                .map(start -> InitialImage.of(start, pipeline.codec(), shape, initial, draws.encoding(shape.size())))
                .map(image -> pipeline.start(wish, sampler, request.steps(), shape, image, draws))
                .orElseGet(() -> pipeline.start(wish, sampler, request.steps(), shape, initial, draws));
        return new DiffusionSketch(
                pipeline.codec(),
                new ImageShape(
                        request.widthPixels(),
                        request.heightPixels(),
                        pipeline.codec().imageChannels()),
                SampleDraws.sha256(initial),
                draft);
    }

    @Override
    public void advance(List<Sketch> sketches) {
        List<DiffusionSketch> own = own(sketches);
        for (DiffusionSketch sketch : own) {
            if (sketch.isFinished()) {
                throw new IllegalArgumentException("a sketch has taken all of its " + sketch.steps() + " steps");
            }
        }
        List<Draft> next =
                pipeline.advance(own.stream().map(DiffusionSketch::draft).toList());
        for (int i = 0; i < own.size(); i++) {
            own.get(i).become(next.get(i));
        }
    }

    @Override
    public GeneratedBatch finish(List<Sketch> finished) {
        List<DiffusionSketch> own = own(finished);
        for (DiffusionSketch sketch : own) {
            if (!sketch.isFinished()) {
                throw new IllegalArgumentException(
                        "a sketch has taken " + sketch.stepsDone() + " of its " + sketch.steps() + " steps");
            }
        }
        return pipeline.decode(own.stream().map(DiffusionSketch::draft).toList())
                .toBatch();
    }

    private List<DiffusionSketch> own(List<Sketch> sketches) {
        if (sketches.isEmpty() || sketches.size() > batchSize) {
            throw new IllegalArgumentException(sketches.size() + " sketches, there must be 1 to " + batchSize);
        }
        return sketches.stream().map(DiffusionSketch.class::cast).toList();
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
