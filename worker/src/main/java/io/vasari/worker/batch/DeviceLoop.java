package io.vasari.worker.batch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The lanes of a device, each a thread that runs pass after pass as long as any generation can go on, and sleeps otherwise. A
 * pass is whatever is there when a lane is free; nothing waits for company. Models are loaded beside the lanes, which go on
 * with what they have. Orders come from any thread.
 */
public final class DeviceLoop implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Device device;
    private final LongSupplier nanos;
    private final Agenda agenda;
    private final BatchRunner runner;
    private final StepRunner stepRunner;
    private final Runnable beforeWork;
    private final List<Thread> lanes;
    private final ExecutorService loader = Executors.newSingleThreadExecutor(task -> new Thread(task, "device-loader"));
    private boolean ready;
    private int working;
    private boolean closed;

    /**
     * @param lanes passes at a time, at least 1
     * @param beforeWork runs once on the thread of a lane, before the first pass of any
     * @param nanos monotonic clock
     */
    public DeviceLoop(Device device, int lanes, Runnable beforeWork, LongSupplier nanos, BatchObserver observer) {
        this.device = device;
        this.nanos = nanos;
        this.agenda = new Agenda(nanos, observer);
        this.runner = new BatchRunner(device, nanos, observer);
        this.stepRunner = new StepRunner(nanos, observer);
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

    /** @param canceled asked before every pass whether to go on with this order */
    public Generation submit(Order order, BooleanSupplier canceled) {
        var generation = new Generation(order, canceled, this::wake);
        lock.lock();
        try {
            agenda.add(generation, device.isReady(order.key()));
            changed.signal();
        } finally {
            lock.unlock();
        }
        return generation;
    }

    /** Stops after the passes at hand; what is left of the generations is dropped. */
    @Override
    public void close() throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        loader.shutdown();
        for (Thread lane : lanes) {
            lane.join();
        }
        loader.awaitTermination(1, TimeUnit.MINUTES);
        closeAll(locked(() -> {
            agenda.abandon();
            return agenda.takeDiscarded();
        }));
    }

    private void work() {
        getReady();
        for (var turn = awaitTurn(); turn.isPresent(); turn = awaitTurn()) {
            if (turn.get() instanceof Turn.Step step) {
                stepOn(step.stepBatch());
            } else if (turn.get() instanceof Turn.Pass pass) {
                try {
                    prepareAndPaint(pass.key());
                } finally {
                    locked(() -> working--);
                }
            }
        }
    }

    /** Not under {@link #lock}: it takes seconds, in which orders may come. */
    private synchronized void getReady() {
        if (!ready) {
            beforeWork.run();
            ready = true;
        }
    }

    private void prepareAndPaint(BatchKey key) {
        if (!device.isReady(key)) {
            load(key);
            return;
        }
        try {
            var technique = runner.prepare(key);
            if (technique instanceof Technique.SinglePass singlePass) {
                paint(key, runner.capacity(key, singlePass));
            } else if (technique instanceof Technique.Stepwise stepwise) {
                settled(() -> agenda.learn(key, stepwise));
            }
        } catch (DeviceException e) {
            fail(key, e);
        }
    }

    private void paint(BatchKey key, int capacity) {
        var batch = locked(() -> agenda.batch(key, capacity));
        long start = nanos.getAsLong();
        try {
            runner.run(batch);
        } finally {
            settled(() -> agenda.delivered(batch, nanos.getAsLong() - start));
        }
    }

    private void stepOn(StepBatch stepBatch) {
        long start = nanos.getAsLong();
        try {
            stepRunner.run(stepBatch);
        } finally {
            settled(() -> {
                working--;
                agenda.returned(stepBatch, nanos.getAsLong() - start);
            });
        }
    }

    /** What fails to load here is not tried again by the lane. */
    private void load(BatchKey key) {
        if (!locked(() -> !closed && agenda.startsLoading(key))) {
            return;
        }
        loader.execute(() -> {
            try {
                runner.prepare(key);
            } catch (DeviceException e) {
                fail(key, e);
            } finally {
                settled(() -> agenda.loaded(key));
            }
        });
    }

    private void fail(BatchKey key, DeviceException e) {
        locked(() -> agenda.remove(key)).forEach(generation -> generation.fail(e.failure()));
    }

    /** Wakes every lane, because many generations may have come back. */
    private void settled(Runnable change) {
        closeAll(locked(() -> {
            change.run();
            changed.signalAll();
            return agenda.takeDiscarded();
        }));
    }

    /** Empty when closed. Who has something to do wakes another, as there may be more. */
    private Optional<Turn> awaitTurn() {
        return locked(() -> {
            while (!closed) {
                var turn = agenda.next(lanes.size() - working);
                if (turn.isPresent()) {
                    working++;
                    changed.signal();
                    return turn;
                }
                closeAll(agenda.takeDiscarded());
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

    private static void closeAll(List<PartialSample> partials) {
        partials.forEach(PartialSample::close);
    }
}
