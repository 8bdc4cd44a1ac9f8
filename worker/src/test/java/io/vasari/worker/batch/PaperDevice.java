package io.vasari.worker.batch;

import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.FailureCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Paints small pictures whose pixels tell their seed and index, and fails as it is told. */
public final class PaperDevice implements Device {
    public static final Pixels SHAPE = new Pixels(4, 3, 1);

    private final int capacity;
    private final Set<Integer> poison = Collections.synchronizedSet(new HashSet<>());
    private final Set<String> missing = Collections.synchronizedSet(new HashSet<>());
    private final List<Batch> batches = Collections.synchronizedList(new ArrayList<>());
    private volatile int memory = Integer.MAX_VALUE;
    private volatile Consumer<Batch> beforeBatch = batch -> {};

    public PaperDevice(int capacity) {
        this.capacity = capacity;
    }

    /** Samples with this index cannot be painted. */
    public PaperDevice poison(int index) {
        poison.add(index);
        return this;
    }

    /** There is no such model. */
    public PaperDevice missing(String model) {
        missing.add(model);
        return this;
    }

    /** More samples in a pass run out of memory. */
    public PaperDevice memory(int samples) {
        memory = samples;
        return this;
    }

    public PaperDevice beforeBatch(Consumer<Batch> action) {
        beforeBatch = action;
        return this;
    }

    /** Every pass that was tried. */
    public List<Batch> batches() {
        return batches;
    }

    public static byte pixel(long seed, int index) {
        return (byte) (seed * 31 + index);
    }

    public static float belief(int index) {
        return index % 100 / 100f;
    }

    @Override
    public Technique prepare(BatchKey key) {
        if (missing.contains(key.model().id())) {
            throw new DeviceException(FailureCode.MODEL_NOT_FOUND, "no model " + key.model(), null);
        }
        return new Technique.SinglePass(capacity);
    }

    @Override
    public PassOutput paint(Batch batch) {
        beforeBatch.accept(batch);
        batches.add(batch);
        if (batch.size() > capacity) {
            throw new AssertionError("a batch of " + batch.size() + " is over the capacity " + capacity);
        }
        if (batch.size() > memory) {
            throw new OutOfMemoryError("paper");
        }
        byte[] pixels = new byte[batch.size() * SHAPE.sizeBytes()];
        float[] beliefs = new float[batch.size()];
        int row = 0;
        for (Part part : batch.parts()) {
            for (int index = part.first(); index < part.first() + part.count(); index++, row++) {
                if (poison.contains(index)) {
                    throw new IllegalStateException("poison");
                }
                int from = row * SHAPE.sizeBytes();
                Arrays.fill(pixels, from, from + SHAPE.sizeBytes(), pixel(part.seed(), index));
                beliefs[row] = belief(index);
            }
        }
        return new PassOutput(SHAPE, pixels, beliefs);
    }
}
