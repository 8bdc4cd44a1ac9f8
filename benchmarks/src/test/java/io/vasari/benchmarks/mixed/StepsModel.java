package io.vasari.benchmarks.mixed;

import io.vasari.models.DiffusionRequest;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.ImageShape;
import io.vasari.models.IterativeModel;
import io.vasari.models.SampleKey;
import java.util.ArrayList;
import java.util.List;

/** Counts steps; each pass takes a second on its clock, whoever is in it. */
final class StepsModel implements IterativeModel {
    private static final ImageShape DOT = new ImageShape(1, 1, 1);

    private final List<Integer> passes = new ArrayList<>();
    private long nanos;
    private int open;

    /** How many were in each pass. */
    List<Integer> passes() {
        return passes;
    }

    int open() {
        return open;
    }

    long nanos() {
        return nanos;
    }

    void sleep(long forNanos) {
        nanos += forNanos;
    }

    @Override
    public int batchSize() {
        return 8;
    }

    @Override
    public Sketch begin(SampleKey key, DiffusionRequest request) {
        open++;
        return new Count(request.steps());
    }

    @Override
    public void advance(List<Sketch> sketches) {
        passes.add(sketches.size());
        nanos += 1_000_000_000;
        sketches.forEach(sketch -> ((Count) sketch).done++);
    }

    @Override
    public GeneratedBatch finish(List<Sketch> finished) {
        return new GeneratedBatch(finished.size(), DOT, new byte[finished.size()], new float[0]);
    }

    @Override
    public void close() {}

    private final class Count implements Sketch {
        private final int steps;
        private int done;

        private Count(int steps) {
            this.steps = steps;
        }

        @Override
        public ImageShape shape() {
            return DOT;
        }

        @Override
        public int stepsDone() {
            return done;
        }

        @Override
        public int steps() {
            return steps;
        }

        @Override
        public GeneratedBatch preview() {
            return finish(List.of(this));
        }

        @Override
        public void close() {
            open--;
        }
    }
}
