package io.vasari.benchmarks.mixed;

import io.vasari.models.DiffusionRequest;
import io.vasari.models.IterativeModel;
import io.vasari.models.IterativeModel.Sketch;
import io.vasari.models.SampleKey;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Static batching: a batch runs to its end before the next is formed. What has taken its steps leaves the passes, which
 * get cheaper; nothing joins them.
 */
final class StaticRun {
    private static final long JOB_SEED = 1;
    private static final long INTERACTIVE_SEED = 2;

    private final IterativeModel model;
    private final DiffusionRequest ofJob;
    private final DiffusionRequest interactive;
    private final LongSupplier nanos;
    private final LongConsumer sleep;

    /**
     * @param nanos monotonic clock
     * @param sleep waits for so many nanoseconds
     */
    StaticRun(
            IterativeModel model,
            DiffusionRequest ofJob,
            DiffusionRequest interactive,
            LongSupplier nanos,
            LongConsumer sleep) {
        this.model = model;
        this.ofJob = ofJob;
        this.interactive = interactive;
        this.nanos = nanos;
        this.sleep = sleep;
    }

    /** @param seats of a batch, at most the model's batch size */
    StaticResult run(MixedLoad load, int seats) {
        var queue = new StaticQueue(load, seats);
        double[] together = new double[load.arrivals().size()];
        double[] each = new double[load.arrivals().size()];
        long start = nanos.getAsLong();
        while (!queue.isEmpty()) {
            var batch = queue.next(Duration.ofNanos(nanos.getAsLong() - start));
            if (batch.isEmpty()) {
                sleep.accept(queue.arrival().orElseThrow().toNanos() - (nanos.getAsLong() - start));
            } else {
                var ends = paint(batch);
                long end = nanos.getAsLong();
                for (int i = 0; i < batch.size(); i++) {
                    var seat = batch.get(i);
                    if (seat.interactive()) {
                        long arrival = start + load.arrivals().get(seat.index()).toNanos();
                        together[seat.index()] = (end - arrival) / 1e6;
                        each[seat.index()] = (ends[i] - arrival) / 1e6;
                    }
                }
            }
        }
        double seconds = (nanos.getAsLong() - start) / 1e9;
        return new StaticResult(MixedResult.of(together, seconds), MixedResult.of(each, seconds));
    }

    /** When each of the batch had taken its steps. */
    private long[] paint(List<StaticQueue.Seat> batch) {
        var sketches = batch.stream().map(this::begin).toList();
        long[] ends = new long[batch.size()];
        try {
            for (var running = sketches; !running.isEmpty(); ) {
                model.advance(running);
                long now = nanos.getAsLong();
                for (var sketch : running) {
                    ends[sketches.indexOf(sketch)] = now;
                }
                running =
                        running.stream().filter(sketch -> !sketch.isFinished()).toList();
            }
            model.finish(sketches);
        } finally {
            sketches.forEach(Sketch::close);
        }
        return ends;
    }

    private Sketch begin(StaticQueue.Seat seat) {
        return seat.interactive()
                ? model.begin(new SampleKey(INTERACTIVE_SEED, seat.index()), interactive)
                : model.begin(new SampleKey(JOB_SEED, seat.index()), ofJob);
    }
}
