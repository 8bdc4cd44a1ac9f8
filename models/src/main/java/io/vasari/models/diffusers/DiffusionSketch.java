package io.vasari.models.diffusers;

import io.vasari.models.GeneratedBatch;
import io.vasari.models.ImageShape;
import io.vasari.models.IterativeModel;
import io.vasari.models.diffusers.pipeline.Draft;
import io.vasari.models.diffusers.pipeline.LatentCodec;
import java.util.Optional;

/** A draft and what it will be decoded with. */
final class DiffusionSketch implements IterativeModel.Sketch {

    private final LatentCodec codec;
    private final ImageShape shape;
    private final String noiseSha256;
    private Draft draft;

    DiffusionSketch(LatentCodec codec, ImageShape shape, String noiseSha256, Draft draft) {
        this.codec = codec;
        this.shape = shape;
        this.noiseSha256 = noiseSha256;
        this.draft = draft;
    }

    Draft draft() {
        return draft;
    }

    void become(Draft next) {
        draft = next;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public int stepsDone() {
        return draft.stepsDone();
    }

    @Override
    public int steps() {
        return draft.steps();
    }

    @Override
    public Optional<String> noiseSha256() {
        return Optional.of(noiseSha256);
    }

    /** All its numbers lie on the heap. */
    @Override
    public void close() {}

    @Override
    public GeneratedBatch preview() {
        float[] latents = draft.isFinished() ? draft.latents() : draft.predicted();
        return codec.preview(latents, draft.shape()).toBatch();
    }
}
