package io.vasari.evaluator.intake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Goes on until it is told to stop: work that fails is begun anew after a pause, a longer one after each failure in a row. */
final class LastingWork {
    private static final Logger LOG = Logger.getLogger(LastingWork.class);

    private final String name;
    private final Backoff pauses;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int failures;

    /** @param name for the log, as in "taking task events" */
    LastingWork(String name, Backoff pauses) {
        this.name = name;
        this.pauses = pauses;
    }

    /** From beginning to failure, or until {@link #isStopping}. */
    interface Attempt {
        void run() throws InterruptedException;
    }

    void run(Attempt attempt) {
        try {
            while (!isStopping()) {
                tryOnce(attempt);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private void tryOnce(Attempt attempt) throws InterruptedException {
        try {
            attempt.run();
        } catch (RuntimeException e) {
            failures++;
            LOG.warnf(e, "%s failed %d times in a row, going on", name, failures);
            pause(pauses.after(failures));
        }
    }

    /** A failure from now on is the first. To be called by the attempt. */
    void succeeded() {
        failures = 0;
    }

    /** Waits, but not after it was told to stop. */
    void pause(Duration duration) throws InterruptedException {
        boolean told = stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debugf("%s paused %s%s", name, duration, told ? ", stopping" : "");
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    boolean isRunning() {
        return stopped.getCount() > 0;
    }

    void stop() {
        stopping.countDown();
    }

    /** @return whether it ended within that time */
    boolean awaitStopped(Duration timeout) throws InterruptedException {
        return stopped.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
