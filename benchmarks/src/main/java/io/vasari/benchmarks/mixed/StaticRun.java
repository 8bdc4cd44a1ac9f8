package io.vasari.benchmarks.mixed;

import io.vasari.models.DiffusionRequest;
import io.vasari.models.IterativeModel;
import io.vasari.models.IterativeModel.Sketch;
import io.vasari.models.SampleKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Release release;
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
            Release release,
            LongSupplier nanos,
            LongConsumer sleep) {
        this.model = model;
        this.ofJob = ofJob;
        this.interactive = interactive;
        this.release = release;
        this.nanos = nanos;
        this.sleep = sleep;
    }

    /** @param seats of a batch, at most the model's batch size */
    MixedResult run(MixedLoad load, int seats) {
        var queue = new StaticQueue(load, seats);
        double[] millis = new double[load.arrivals().size()];
        long start = nanos.getAsLong();
        while (!queue.isEmpty()) {
            var batch = queue.next(Duration.ofNanos(nanos.getAsLong() - start));
            if (batch.isEmpty()) {
                sleep.accept(queue.arrival().orElseThrow().toNanos() - (nanos.getAsLong() - start));
            } else {
                paint(batch, seat -> {
                    if (seat.interactive()) {
                        var waited = nanos.getAsLong()
                                - start
                                - load.arrivals().get(seat.index()).toNanos();
                        millis[seat.index()] = waited / 1e6;
                    }
                });
            }
        }
        return MixedResult.of(Arrays.stream(millis), (nanos.getAsLong() - start) / 1e9);
    }

    private interface Done {
        void tell(StaticQueue.Seat seat);
    }

    private void paint(List<StaticQueue.Seat> batch, Done done) {
        var running = new LinkedHashMap<Sketch, StaticQueue.Seat>();
        batch.forEach(seat -> running.put(begin(seat), seat));
        var all = Map.copyOf(running);
        try {
            while (!running.isEmpty()) {
                model.advance(List.copyOf(running.keySet()));
                var finished =
                        running.keySet().stream().filter(Sketch::isFinished).toList();
                running.keySet().removeAll(finished);
                if (release == Release.EACH && !finished.isEmpty()) {
                    model.finish(finished);
                    finished.forEach(sketch -> done.tell(all.get(sketch)));
                }
            }
            if (release == Release.TOGETHER) {
                model.finish(List.copyOf(all.keySet()));
                batch.forEach(done::tell);
            }
        } finally {
            all.keySet().forEach(Sketch::close);
        }
    }

    private Sketch begin(StaticQueue.Seat seat) {
        return seat.interactive()
                ? model.begin(new SampleKey(INTERACTIVE_SEED, seat.index()), interactive)
                : model.begin(new SampleKey(JOB_SEED, seat.index()), ofJob);
    }
}
