package io.vasari.worker.generate;

import io.vasari.artifacts.png.Pixels;
import io.vasari.models.GeneratedBatch;
import io.vasari.worker.batch.Painted;

/** Images of a model as what the worker encodes. */
final class Pictures {
    static Painted painted(GeneratedBatch batch) {
        var shape = batch.shape();
        return new Painted(
                new Pixels(shape.widthPixels(), shape.heightPixels(), shape.channels()),
                batch.pixels(),
                batch.belief());
    }

    private Pictures() {}
}
