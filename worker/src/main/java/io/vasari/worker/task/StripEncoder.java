package io.vasari.worker.task;

import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.worker.batch.Output;
import java.util.Optional;

/** Puts painted samples into a shard as PNGs. Keeps the encoder of the last shape. */
final class StripEncoder {
    private Optional<PngEncoder> encoder = Optional.empty();

    /**
     * @param beliefs receives the strip's from {@code done} on
     * @param tellNoise whether to note from what noise the samples were made
     * @return whether the model has beliefs
     */
    boolean encode(Output.Strip strip, ShardWriter shard, float[] beliefs, int done, boolean tellNoise) {
        var painted = strip.painted();
        var png = encoderOf(painted.shape());
        int sampleBytes = painted.shape().sizeBytes();
        boolean judged = painted.beliefs().length > 0;
        for (int i = 0; i < strip.count(); i++) {
            int row = strip.row() + i;
            float belief = judged ? painted.beliefs()[row] : ShardWriter.NO_BELIEF;
            int pngBytes = png.encode(painted.pixels(), row * sampleBytes);
            var noise = tellNoise && !painted.noises().isEmpty()
                    ? Optional.of(painted.noises().get(row))
                    : Optional.<String>empty();
            shard.add(png.bytes(), pngBytes, belief, noise);
            beliefs[done + i] = belief;
        }
        return judged;
    }

    private PngEncoder encoderOf(Pixels shape) {
        if (encoder.filter(last -> last.shape().equals(shape)).isEmpty()) {
            encoder.ifPresent(PngEncoder::close);
            encoder = Optional.of(new PngEncoder(shape));
        }
        return encoder.get();
    }
}
