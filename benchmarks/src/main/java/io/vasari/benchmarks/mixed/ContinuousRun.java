package io.vasari.benchmarks.mixed;

import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.batch.Format;
import io.vasari.worker.batch.Generation;
import io.vasari.worker.batch.Order;
import io.vasari.worker.batch.Output;
import io.vasari.worker.batch.ResolvedConditioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Continuous batching by a worker's own device loop, without a farm around it. */
final class ContinuousRun {
    private static final Duration GLANCE = Duration.ofMinutes(1);

    private final DeviceLoop device;
    private final ModelRef model;
    private final TextPrompts ofJob;
    private final TextPrompts interactive;

    /**
     * @param device started
     * @param ofJob what all samples of the job are made from
     * @param interactive what each interactive sample is made from
     */
    ContinuousRun(DeviceLoop device, ModelRef model, TextPrompts ofJob, TextPrompts interactive) {
        this.device = device;
        this.model = model;
        this.ofJob = ofJob;
        this.interactive = interactive;
    }

    /** @throws IllegalStateException when a sample fails */
    MixedResult run(MixedLoad load) {
        var takers = Executors.newCachedThreadPool();
        try {
            long start = System.nanoTime();
            var ends = new ArrayList<Future<Long>>();
            var job = takers.submit(() -> endOf(submit("job", Priority.BATCH, ofJob)));
            for (var arrival : load.arrivals()) {
                TimeUnit.NANOSECONDS.sleep(start + arrival.toNanos() - System.nanoTime());
                String name = "interactive-" + ends.size();
                ends.add(takers.submit(() -> endOf(submit(name, Priority.INTERACTIVE, interactive))));
            }
            long last = job.get();
            double[] millis = new double[ends.size()];
            for (int i = 0; i < millis.length; i++) {
                long end = ends.get(i).get();
                millis[i] = (end - start - load.arrivals().get(i).toNanos()) / 1e6;
                last = Math.max(last, end);
            }
            return MixedResult.of(millis, (last - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two arrivals", e);
        } finally {
            takers.shutdownNow();
        }
    }

    private Generation submit(String name, Priority priority, TextPrompts text) {
        var sampling = text.sampling();
        return device.submit(
                new Order(
                        name,
                        new BatchKey(model, Optional.of(new Format(sampling.width(), sampling.height()))),
                        name.hashCode(),
                        new SampleRange(0, text.samples()),
                        priority,
                        OptionalLong.empty(),
                        Optional.of(new ResolvedConditioning(text, Optional.empty()))),
                () -> false);
    }

    /** Takes all its pictures, and says when the last came. */
    private static long endOf(Generation generation) throws InterruptedException {
        for (int left = generation.order().range().count(); left > 0; ) {
            var output = generation.take(GLANCE);
            if (output.isPresent() && output.get() instanceof Output.Strip strip) {
                left -= strip.count();
            } else if (output.isPresent()) {
                throw new IllegalStateException(generation.order().jobId() + " ended with " + output.get());
            }
        }
        return System.nanoTime();
    }
}
