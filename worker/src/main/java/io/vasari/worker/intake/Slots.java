package io.vasari.worker.intake;

import io.vasari.contracts.Priority;
import io.vasari.worker.task.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** The slots of a worker, a thread each, and which tasks they take. */
public final class Slots {
    private static final Logger LOG = Logger.getLogger(Slots.class);

    /** A broker that has a task at hand gives it in less. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

    private final int interactive;
    private final List<Slot> slots;
    private final List<Thread> threads;

    public Slots(Map<Priority, List<Slot>> byPriority) {
        this.interactive =
                byPriority.getOrDefault(Priority.INTERACTIVE, List.of()).size();
        this.slots = byPriority.values().stream().flatMap(List::stream).toList();
        this.threads = IntStream.range(0, slots.size())
                .mapToObj(i -> new Thread(slots.get(i), "slot-" + i))
                .toList();
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    public int size() {
        return slots.size();
    }

    /** How many of them take interactive tasks. */
    public int interactive() {
        return interactive;
    }

    public int busy() {
        return (int) slots.stream().filter(Slot::isBusy).count();
    }

    /** How many slots still take tasks. */
    public int alive() {
        return (int) threads.stream().filter(Thread::isAlive).count();
    }

    /**
     * Takes no further task, and waits until those at hand, and those that the broker is about to give, are settled.
     *
     * @return whether all were in time
     */
    public boolean drain(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        slots.forEach(Slot::drain);
        join(Math.min(deadline, System.nanoTime() + ON_ITS_WAY.toNanos()));
        slots.forEach(Slot::wake);
        join(deadline);
        int left = alive();
        if (left > 0) {
            LOG.warnf("%d slots did not finish within %s: their tasks will be reported as lost", left, patience);
        }
        return left == 0;
    }

    private void join(long deadline) throws InterruptedException {
        for (Thread thread : threads) {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
        }
    }
}
