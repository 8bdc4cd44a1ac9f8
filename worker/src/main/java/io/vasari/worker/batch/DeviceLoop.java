package io.vasari.worker.batch;

import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The thread of a device: paints batch after batch as long as any painting can go on, and sleeps otherwise. A batch is
 * whatever is there when the device is free; nothing waits for company. Orders come from any thread.
 */
public final class DeviceLoop implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Mixer mixer = new Mixer();
    private final Easel easel;
    private final Runnable beforeWork;
    private final Thread thread;
    private boolean closed;

    /**
     * @param beforeWork runs once on the device's thread before the first batch
     * @param nanos monotonic clock
     */
    public DeviceLoop(Device device, Runnable beforeWork, LongSupplier nanos, BatchObserver observer) {
        this.easel = new Easel(device, nanos, observer);
        this.beforeWork = beforeWork;
        this.thread = new Thread(this::work, "device");
    }

    public DeviceLoop start() {
        thread.start();
        return this;
    }

    /** Whether it paints; once false it stays so. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** @param canceled asked before every batch whether to go on with this order */
    public Painting submit(Order order, BooleanSupplier canceled) {
        var painting = new Painting(order, canceled, this::wake);
        lock.lock();
        try {
            mixer.add(painting);
            changed.signal();
        } finally {
            lock.unlock();
        }
        return painting;
    }

    /** Stops after the batch at hand; what is left of the paintings is dropped. */
    @Override
    public void close() throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        thread.join();
    }

    private void work() {
        beforeWork.run();
        for (var key = awaitKey(); key.isPresent(); key = awaitKey()) {
            paintOne(key.get());
        }
    }

    private void paintOne(BatchKey key) {
        Batch batch;
        try {
            int capacity = easel.capacity(key);
            batch = locked(() -> mixer.next(key, capacity));
        } catch (DeviceException e) {
            locked(() -> mixer.remove(key)).forEach(painting -> painting.fail(e.failure()));
            return;
        }
        easel.run(batch);
    }

    /** Empty when closed. */
    private Optional<BatchKey> awaitKey() {
        return locked(() -> {
            while (!closed) {
                var key = mixer.nextKey();
                if (key.isPresent()) {
                    return key;
                }
                changed.awaitUninterruptibly();
            }
            return Optional.empty();
        });
    }

    private void wake() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
