package io.vasari.benchmarks.mixed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is in the next batch of static batching: the interactive samples that wait, in the order in which they came, and then
 * samples of the job. Not safe for use by many threads at once.
 */
final class StaticQueue {
    /**
     * One sample.
     *
     * @param index among the interactive ones, or among those of the job
     */
    record Seat(boolean interactive, int index) {}

    private final MixedLoad load;
    private final int seats;
    private int nextInteractive;
    private int nextOfJob;

    /** @param seats of a batch, at least 1 */
    StaticQueue(MixedLoad load, int seats) {
        this.load = load;
        this.seats = seats;
    }

    /** @return nobody when all who are left are yet to come */
    List<Seat> next(Duration now) {
        var batch = new ArrayList<Seat>(seats);
        while (batch.size() < seats
                && arrival().filter(at -> at.compareTo(now) <= 0).isPresent()) {
            batch.add(new Seat(true, nextInteractive++));
        }
        while (batch.size() < seats && nextOfJob < load.batchSamples()) {
            batch.add(new Seat(false, nextOfJob++));
        }
        return batch;
    }

    /** When the next interactive sample comes that has had no seat; empty when there is none. */
    Optional<Duration> arrival() {
        return nextInteractive < load.arrivals().size()
                ? Optional.of(load.arrivals().get(nextInteractive))
                : Optional.empty();
    }

    boolean isEmpty() {
        return arrival().isEmpty() && nextOfJob == load.batchSamples();
    }
}
