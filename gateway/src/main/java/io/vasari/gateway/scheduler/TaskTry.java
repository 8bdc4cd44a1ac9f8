package io.vasari.gateway.scheduler;

import io.vasari.contracts.SampleRange;
import java.time.Instant;

/**
 * One attempt at a range of a job: before the workers, or waiting to be released again.
 *
 * @param attempt counted from 1
 * @param at its deadline when released, when it is due when waiting
 * @param costMillis expected work
 */
record TaskTry(SampleRange range, int attempt, Phase phase, Standing standing, Instant at, long costMillis) {

    enum Phase {
        RELEASED,
        WAITING
    }

    /** What its past means for the pool. */
    enum Standing {
        PLAIN,
        /** The store refused it, as it would refuse others: while it waits it keeps a part of its place in the window. */
        BRAKING,
        /** A worker went away with it: one suspect at a time is out. */
        SUSPECT,
        /** Its last chance: it runs while nothing else of the pool does, so that nothing else can be to blame. */
        SOLO
    }

    boolean isReleased() {
        return phase == Phase.RELEASED;
    }

    TaskTry released(Instant deadline, long cost) {
        return new TaskTry(range, attempt, Phase.RELEASED, standing, deadline, cost);
    }

    TaskTry notBefore(Instant earliest) {
        return at.isBefore(earliest) ? at(earliest) : this;
    }

    TaskTry at(Instant other) {
        return new TaskTry(range, attempt, phase, standing, other, costMillis);
    }
}
