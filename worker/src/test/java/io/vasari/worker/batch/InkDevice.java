package io.vasari.worker.batch;

import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.FailureCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;

/** A stepwise model whose pictures tell seed, index and steps; it takes simulated time, and fails as it is told. */
final class InkDevice implements Device, Stepper {
    static final Pixels SHAPE = new Pixels(3, 1, 1);

    final AtomicLong clock;
    private final int capacity;
    private final IntToLongFunction stepNanos;
    private final Set<Integer> poison = new HashSet<>();
    private final Set<Ink> open = ConcurrentHashMap.newKeySet();
    private final List<List<Ink>> passes = Collections.synchronizedList(new ArrayList<>());
    private int poisonedStep = 1;
    private int memory = Integer.MAX_VALUE;
    private volatile Consumer<List<Ink>> beforePass = pass -> {};

    /** @param stepNanos of a step with so many samples, by which the clock goes on */
    InkDevice(AtomicLong clock, int capacity, IntToLongFunction stepNanos) {
        this.clock = clock;
        this.capacity = capacity;
        this.stepNanos = stepNanos;
    }

    /** Samples with this index fail in this step, counted from 1. */
    InkDevice poison(int index, int step) {
        poison.add(index);
        poisonedStep = step;
        return this;
    }

    InkDevice memory(int samples) {
        memory = samples;
        return this;
    }

    InkDevice beforePass(Consumer<List<Ink>> action) {
        beforePass = action;
        return this;
    }

    /** Those that succeeded. */
    List<List<Ink>> passes() {
        return passes;
    }

    /** Samples that are not closed. */
    Set<Ink> open() {
        return open;
    }

    Technique.Stepwise technique() {
        return new Technique.Stepwise(capacity, this);
    }

    @Override
    public Technique prepare(BatchKey key) {
        return technique();
    }

    @Override
    public PassOutput paint(Batch batch) {
        throw new AssertionError("a single pass of a stepwise model");
    }

    @Override
    public PartialSample begin(Order order, int index) {
        var conditioning = order.conditioning().orElseThrow();
        if (conditioning.text().promptOf(index - order.range().first()).equals("impossible")) {
            throw new DeviceException(FailureCode.INVALID_REQUEST, "not to be painted", null);
        }
        var ink = new Ink(order, index, conditioning.text().sampling().steps());
        open.add(ink);
        return ink;
    }

    @Override
    public void advance(List<PartialSample> partials) {
        var inks = partials.stream().map(Ink.class::cast).toList();
        beforePass.accept(inks);
        if (inks.size() > capacity || inks.stream().anyMatch(ink -> ink.isFinished() || !open.contains(ink))) {
            throw new AssertionError("a pass of " + inks);
        }
        clock.addAndGet(stepNanos.applyAsLong(inks.size()));
        if (inks.size() > memory) {
            throw new DeviceException(FailureCode.OUT_OF_MEMORY, "simulated", null);
        }
        if (inks.stream().anyMatch(ink -> poison.contains(ink.index) && ink.done + 1 == poisonedStep)) {
            throw new IllegalStateException("poison");
        }
        inks.forEach(ink -> ink.done++);
        passes.add(inks);
    }

    @Override
    public PassOutput finish(List<PartialSample> finished) {
        byte[] pixels = new byte[finished.size() * SHAPE.sizeBytes()];
        for (int row = 0; row < finished.size(); row++) {
            System.arraycopy(((Ink) finished.get(row)).pixels(), 0, pixels, row * SHAPE.sizeBytes(), SHAPE.sizeBytes());
        }
        return new PassOutput(SHAPE, pixels, new float[0]);
    }

    /** One sample. */
    final class Ink implements PartialSample {
        final Order order;
        final int index;
        private final int steps;
        private int done;

        Ink(Order order, int index, int steps) {
            this.order = order;
            this.index = index;
            this.steps = steps;
        }

        @Override
        public int stepsDone() {
            return done;
        }

        @Override
        public int steps() {
            return steps;
        }

        byte[] pixels() {
            return new byte[] {(byte) order.seed(), (byte) index, (byte) done};
        }

        @Override
        public PassOutput preview() {
            return new PassOutput(SHAPE, pixels(), new float[0]);
        }

        @Override
        public void close() {
            open.remove(this);
        }

        @Override
        public String toString() {
            return order.jobId() + ":" + index;
        }
    }

    /** For example {@code a:0 a:1 b:7}. */
    static String described(List<Ink> pass) {
        return String.join(" ", pass.stream().map(Ink::toString).toList());
    }

    /** The picture in a strip. */
    static byte[] pixels(Output.Strip strip) {
        int from = strip.row() * SHAPE.sizeBytes();
        return Arrays.copyOfRange(strip.painted().pixels(), from, from + SHAPE.sizeBytes());
    }
}
