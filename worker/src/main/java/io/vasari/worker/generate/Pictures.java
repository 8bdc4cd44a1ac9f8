package io.vasari.worker.generate;

import io.vasari.artifacts.png.Pixels;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.IterativeModel.Sketch;
import io.vasari.worker.batch.PassOutput;
import java.util.List;

/** Images of a model as what the worker encodes. */
final class Pictures {
    static PassOutput painted(GeneratedBatch batch) {
        return painted(batch, List.of());
    }

    /** @param sketches that became the images; empty when it does not matter */
    static PassOutput painted(GeneratedBatch batch, List<Sketch> sketches) {
        var shape = batch.shape();
        return new PassOutput(
                new Pixels(shape.widthPixels(), shape.heightPixels(), shape.channels()),
                batch.pixels(),
                batch.belief(),
                sketches.stream()
                        .flatMap(sketch -> sketch.noiseSha256().stream())
                        .toList());
    }

    private Pictures() {}
}
