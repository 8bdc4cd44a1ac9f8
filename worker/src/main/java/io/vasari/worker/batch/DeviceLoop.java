package io.vasari.worker.batch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The lanes of a device, each a thread that paints batch after batch as long as any painting can go on, and sleeps
 * otherwise. A batch is whatever is there when a lane is free; nothing waits for company. Orders come from any thread.
 */
public final class DeviceLoop implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Mixer mixer = new Mixer();
    private final Easel easel;
    private final Runnable beforeWork;
    private final List<Thread> lanes;
    private boolean ready;
    private boolean closed;

    /**
     * @param lanes batches at a time, at least 1
     * @param beforeWork runs once on the thread of a lane, before the first batch of any
     * @param nanos monotonic clock
     */
    public DeviceLoop(Device device, int lanes, Runnable beforeWork, LongSupplier nanos, BatchObserver observer) {
        this.easel = new Easel(device, nanos, observer);
        this.beforeWork = beforeWork;
        this.lanes = IntStream.range(0, lanes)
                .mapToObj(lane -> new Thread(this::work, "device-" + lane))
                .toList();
    }

    public DeviceLoop start() {
        lanes.forEach(Thread::start);
        return this;
    }

    /** Whether all lanes paint; once false it stays so. */
    public boolean isAlive() {
        return lanes.stream().allMatch(Thread::isAlive);
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

    /** Stops after the batches at hand; what is left of the paintings is dropped. */
    @Override
    public void close() throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Thread lane : lanes) {
            lane.join();
        }
    }

    private void work() {
        getReady();
        for (var key = awaitKey(); key.isPresent(); key = awaitKey()) {
            paintOne(key.get());
        }
    }

    /** Not under {@link #lock}: it takes seconds, in which orders may come. */
    private synchronized void getReady() {
        if (!ready) {
            beforeWork.run();
            ready = true;
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
        try {
            easel.run(batch);
        } finally {
            delivered(batch);
        }
    }

    /** Wakes every lane, because many paintings may have come back. */
    private void delivered(Batch batch) {
        lock.lock();
        try {
            mixer.delivered(batch);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
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
