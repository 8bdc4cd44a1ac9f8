package io.vasari.benchmarks.bare;

import io.vasari.models.DiffusionRequest;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.IterativeModel;
import io.vasari.models.IterativeModel.Sketch;
import io.vasari.models.SampleKey;
import java.util.ArrayList;
import java.util.List;

/** Paints batch after batch in one thread and drops the pixels. */
final class SamplerLoop {
    private static final long SEED = 1;

    private final IterativeModel model;
    private final DiffusionRequest request;
    private int painted;

    SamplerLoop(IterativeModel model, DiffusionRequest request) {
        this.model = model;
        this.request = request;
    }

    /** @param size samples that take every step together, at most the model's batch size */
    GeneratedBatch batch(int size) {
        var sketches = new ArrayList<Sketch>(size);
        try {
            for (int i = 0; i < size; i++) {
                sketches.add(model.begin(new SampleKey(SEED, painted++), request));
            }
            var all = List.<Sketch>copyOf(sketches);
            while (!all.get(0).isFinished()) {
                model.advance(all);
            }
            return model.finish(all);
        } finally {
            sketches.forEach(Sketch::close);
        }
    }
}
