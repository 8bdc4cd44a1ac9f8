package io.vasari.worker.task;

import io.vasari.contracts.Json;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Takes one task after the other: stores, publishes, settles, in this order. A delivery that an earlier worker left
 * unsettled is not run but reported as lost, because what it did to that worker it may do to this one.
 *
 * <p>Its thread ends after {@link #drain}: when the task at hand, or the one that it waits for, is settled, and at once when
 * it is woken from waiting.
 */
public final class Slot implements Runnable {
    private static final Logger LOG = Logger.getLogger(Slot.class);

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final String name;
    private final String worker;
    private final TaskSource.Factory sources;
    private final TaskRunner runner;
    private final TaskReports reports;
    private final TaskObserver observer;
    private final InstantSource clock;
    private final CountDownLatch draining = new CountDownLatch(1);
    private volatile Optional<TaskSource> source = Optional.empty();
    private volatile boolean busy;

    public Slot(
            String name,
            String worker,
            TaskSource.Factory sources,
            TaskRunner runner,
            TaskReports reports,
            TaskObserver observer,
            InstantSource clock) {
        this.name = name;
        this.worker = worker;
        this.sources = sources;
        this.runner = runner;
        this.reports = reports;
        this.observer = observer;
        this.clock = clock;
    }

    public boolean isBusy() {
        return busy;
    }

    /** Asks for no further task; one that was asked for is still taken, until {@link #wake}. */
    public void drain() {
        draining.countDown();
    }

    /** Waits no longer for a task. One that is on its way at this moment comes to another worker as lost. */
    public void wake() {
        source.ifPresent(TaskSource::wakeup);
    }

    @Override
    public void run() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (!isDraining()) {
                try (var opened = sources.open(name)) {
                    source = Optional.of(opened);
                    while (!isDraining()) {
                        serve(opened.next());
                        pause = FIRST_PAUSE_MILLIS;
                    }
                    while (serve(opened.held())) {}
                } catch (RuntimeException | Error e) {
                    observer.sourceFailed();
                    LOG.warnf("%s lost its connection and opens another in %d ms: %s", name, pause, e);
                    draining.await(pause, TimeUnit.MILLISECONDS);
                    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                } finally {
                    source = Optional.empty();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDraining() {
        return draining.getCount() == 0;
    }

    private boolean serve(Optional<Delivery> delivery) throws InterruptedException {
        if (delivery.isEmpty()) {
            return false;
        }
        busy = true;
        try {
            settle(delivery.get());
            return true;
        } finally {
            busy = false;
        }
    }

    private void settle(Delivery delivery) throws InterruptedException {
        Task task;
        try {
            task = taskIn(delivery.value());
        } catch (IllegalArgumentException e) {
            LOG.errorf("rejected %s: %s", delivery.position(), e.getMessage());
            delivery.settle(Settlement.REJECT);
            observer.rejected();
            return;
        }
        Instant start = clock.instant();
        observer.started(task, Duration.between(task.releasedAt(), start));
        TaskEvent outcome = outcomeOf(task, delivery);
        delivery.settle(published(outcome));
        observer.ended(outcome, Duration.between(start, clock.instant()));
    }

    private static Task taskIn(byte[] value) {
        if (value == null) {
            throw new IllegalArgumentException("not a Task: the message is empty");
        }
        var task = Json.read(value, Task.class);
        boolean whole = Stream.of(
                        task.id(),
                        task.jobId(),
                        task.pool(),
                        task.model(),
                        task.range(),
                        task.priority(),
                        task.releasedAt(),
                        task.deadline())
                .allMatch(Objects::nonNull);
        if (!whole) {
            throw new IllegalArgumentException("not a Task: fields are missing in " + task);
        }
        return task;
    }

    private TaskEvent outcomeOf(Task task, Delivery delivery) throws InterruptedException {
        if (delivery.deliveryCount() > 1) {
            LOG.warnf("%s comes for the %d. time: reported as lost", task.id(), delivery.deliveryCount());
            return new TaskEvent.Lost(task, worker, clock.instant(), delivery.deliveryCount());
        }
        TaskEvent outcome = runner.run(task, delivery);
        if (outcome instanceof TaskEvent.Failed failed) {
            LOG.warnf("%s, attempt %d, failed: %s", task.id(), task.attempt(), failed.failure());
        }
        return outcome;
    }

    private Settlement published(TaskEvent outcome) {
        try {
            reports.publish(outcome);
            return Settlement.ACCEPT;
        } catch (TaskReports.ReportException e) {
            LOG.errorf(
                    "%s: its outcome could not be published, it goes back: %s",
                    outcome.task().id(), e.getMessage());
            return Settlement.RELEASE;
        }
    }
}
