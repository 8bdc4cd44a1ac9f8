package io.vasari.worker.task;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.StoreException;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.contracts.Conditioning;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.batch.Generation;
import io.vasari.worker.batch.Order;
import io.vasari.worker.batch.Output;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Makes one task at a time: the device paints, this thread encodes what is painted and stores the whole. Every way in
 * which that ends is an event. Not safe for use by many threads at once; every slot has its own.
 */
public final class TaskRunner {
    /** How long to wait for the device before the lease is looked at again. */
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final String worker;
    private final DeviceLoop device;
    private final ArtifactStore store;
    private final CanceledJobs canceledJobs;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Orders orders;
    private final ProgressTeller teller;
    private final StripEncoder encoder = new StripEncoder();
    private final ShardWriter shard = new ShardWriter();

    /**
     * @param worker id of this worker
     * @param nanos the device's monotonic clock
     * @param teller this slot's own
     */
    public TaskRunner(
            String worker,
            DeviceLoop device,
            ArtifactStore store,
            CanceledJobs canceledJobs,
            InstantSource clock,
            LongSupplier nanos,
            ProgressTeller teller) {
        this.worker = worker;
        this.device = device;
        this.store = store;
        this.canceledJobs = canceledJobs;
        this.clock = clock;
        this.nanos = nanos;
        this.orders = new Orders(store, clock, nanos);
        this.teller = teller;
    }

    /** Runs the task to its end, whatever that is. */
    public TaskEvent run(Task task, Lease lease) throws InterruptedException {
        Order order;
        try {
            order = orders.of(task);
        } catch (StoreException e) {
            return failed(task, e.code(), e.getMessage());
        } catch (RuntimeException e) {
            return failed(
                    task, FailureCode.INVALID_REQUEST, "task " + task.id() + " cannot be painted: " + e.getMessage());
        }
        var generation = device.submit(order, () -> canceledJobs.contains(task.jobId()));
        teller.begin();
        try {
            return paint(task, generation, lease);
        } catch (StoreException e) {
            return failed(task, e.code(), e.getMessage());
        } catch (OutOfMemoryError e) {
            return failed(
                    task,
                    FailureCode.OUT_OF_MEMORY,
                    "worker " + worker + " has no memory to encode " + task.id() + ": give it a larger heap");
        } catch (RuntimeException | Error e) {
            return failed(
                    task, FailureCode.GENERATION_FAILED, "worker " + worker + " failed on " + task.id() + ": " + e);
        } finally {
            generation.abandon();
            teller.end(task);
        }
    }

    private TaskEvent paint(Task task, Generation generation, Lease lease) throws InterruptedException {
        int count = task.range().count();
        float[] beliefs = new float[count];
        boolean judged = true;
        long handNanos = 0;
        boolean sharesNoise =
                task.conditioning().flatMap(Conditioning::sharedNoise).isPresent();
        shard.begin(task.model(), task.seed(), task.range());
        for (int done = 0; done < count; ) {
            lease.keep();
            var output = generation.take(GLANCE);
            teller.look(task, generation);
            if (output.isEmpty()) {
                continue;
            }
            if (output.get() instanceof Output.Strip strip) {
                long start = nanos.getAsLong();
                judged = encoder.encode(strip, shard, beliefs, done, sharesNoise);
                handNanos += nanos.getAsLong() - start;
                done += strip.count();
            } else if (output.get() instanceof Output.Broken broken) {
                return new TaskEvent.Failed(task, worker, clock.instant(), broken.failure());
            } else {
                return new TaskEvent.Canceled(task, worker, clock.instant());
            }
        }
        if (canceledJobs.contains(task.jobId())) {
            return new TaskEvent.Canceled(task, worker, clock.instant());
        }
        return store(task, generation, judged ? beliefs : new float[0], handNanos);
    }

    private TaskEvent store(Task task, Generation generation, float[] beliefs, long encodingNanos) {
        long start = nanos.getAsLong();
        int length = shard.finish();
        var artifact = store.put(uriOf(task), ShardWriter.MEDIA_TYPE, shard.bytes(), length);
        long workNanos = generation.deviceNanos() + encodingNanos + nanos.getAsLong() - start;
        return new TaskEvent.Completed(
                task, worker, clock.instant(), shard.shard(artifact), beliefs, Math.round(workNanos / 1e6));
    }

    /** Of its own for every attempt, so that a late writer never replaces what was accepted. */
    static String uriOf(Task task) {
        return "jobs/%s/%d-%d-%d.tar"
                .formatted(task.jobId(), task.range().first(), task.range().count(), task.attempt());
    }

    private TaskEvent.Failed failed(Task task, FailureCode code, String message) {
        return new TaskEvent.Failed(task, worker, clock.instant(), new Failure(code, message));
    }
}
