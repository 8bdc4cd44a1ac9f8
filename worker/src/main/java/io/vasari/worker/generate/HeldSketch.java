package io.vasari.worker.generate;

import io.vasari.models.IterativeModel.Sketch;
import io.vasari.worker.batch.PartialSample;
import io.vasari.worker.batch.PassOutput;

/** A sketch, which keeps its model in memory. */
final class HeldSketch implements PartialSample {
    private final SharedModel model;
    private final Sketch sketch;
    private boolean closed;

    /** @param model held for this partial sample */
    HeldSketch(SharedModel model, Sketch sketch) {
        this.model = model;
        this.sketch = sketch;
    }

    SharedModel model() {
        return model;
    }

    Sketch sketch() {
        return sketch;
    }

    @Override
    public int stepsDone() {
        return sketch.stepsDone();
    }

    @Override
    public int steps() {
        return sketch.steps();
    }

    @Override
    public PassOutput preview() {
        return Pictures.painted(sketch.preview());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                sketch.close();
            } finally {
                model.letGo();
            }
        }
    }
}
