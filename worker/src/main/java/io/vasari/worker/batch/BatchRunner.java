package io.vasari.worker.batch;

import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Runs a batch so that a sample which cannot be painted costs its own task alone: a batch that fails is halved, and the
 * halves are run, down to the one sample to blame. A batch that does not fit into memory is halved too, and its key's
 * batches stay that small. Safe for use by many lanes at once.
 */
final class BatchRunner {
    private final Device device;
    private final LongSupplier nanos;
    private final BatchObserver observer;
    private final Map<BatchKey, Integer> caps = new ConcurrentHashMap<>();

    BatchRunner(Device device, LongSupplier nanos, BatchObserver observer) {
        this.device = device;
        this.nanos = nanos;
        this.observer = observer;
    }

    /**
     * Makes a key's model ready, and says how it paints.
     *
     * @throws DeviceException when it cannot be had, whatever the reason
     */
    Technique prepare(BatchKey key) {
        try {
            return device.prepare(key);
        } catch (DeviceException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new DeviceException(
                    FailureCode.MODEL_UNLOADABLE, "model " + key.model() + " cannot be loaded: " + e, e);
        }
    }

    /** How many samples of a key fit into a pass. */
    int capacity(BatchKey key, Technique.SinglePass technique) {
        return key.alone() ? 1 : Math.min(technique.capacity(), caps.getOrDefault(key, technique.capacity()));
    }

    void run(Batch wanted) {
        var batch = wanted.stillWanted();
        int size = batch.size();
        if (size == 0) {
            return;
        }
        long start = nanos.getAsLong();
        PassOutput painted;
        try {
            painted = device.paint(batch);
        } catch (DeviceException e) {
            if (e.code() == FailureCode.OUT_OF_MEMORY) {
                splitForMemory(batch, size, e);
            } else {
                batch.parts().forEach(part -> part.generation().fail(e.failure()));
            }
            return;
        } catch (OutOfMemoryError e) {
            splitForMemory(batch, size, e);
            return;
        } catch (RuntimeException | Error e) {
            bisect(batch, size, e);
            return;
        }
        long taken = nanos.getAsLong() - start;
        observer.painted(batch.key(), size, taken);
        batch.parts().forEach(part -> part.generation().charge(taken * part.count() / size));
        deliver(batch, painted);
    }

    private void splitForMemory(Batch batch, int size, Throwable e) {
        if (size == 1) {
            fail(batch, FailureCode.OUT_OF_MEMORY, "does not fit into memory even alone", e);
            return;
        }
        caps.merge(batch.key(), size / 2, Math::min);
        runHalves(batch, size);
    }

    private void bisect(Batch batch, int size, Throwable e) {
        if (size == 1) {
            fail(batch, FailureCode.GENERATION_FAILED, "cannot be generated", e);
            return;
        }
        runHalves(batch, size);
    }

    private void runHalves(Batch batch, int size) {
        run(batch.slice(0, size / 2));
        run(batch.slice(size / 2, size));
    }

    private static void fail(Batch single, FailureCode code, String what, Throwable e) {
        Part part = single.parts().get(0);
        String message = "sample %d of job %s (%s, seed %d) %s: %s"
                .formatted(
                        part.first(),
                        part.generation().order().jobId(),
                        single.key().model(),
                        part.seed(),
                        what,
                        e);
        part.generation().fail(new Failure(code, message));
    }

    private static void deliver(Batch batch, PassOutput painted) {
        int row = 0;
        for (Part part : batch.parts()) {
            part.generation().deliver(new Output.Strip(part.first(), part.count(), painted, row));
            row += part.count();
        }
    }
}
