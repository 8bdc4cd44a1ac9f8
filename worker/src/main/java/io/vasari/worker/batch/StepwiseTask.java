package io.vasari.worker.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A generation of a stepwise model: its samples on their way, and those that are done but wait for an earlier one. */
final class StepwiseTask {
    private final Generation generation;
    private final List<Sample> inFlight = new ArrayList<>();
    private final TreeMap<Integer, Output.Strip> early = new TreeMap<>();
    private int nextToDeliver;
    private int passesLeftOut;
    private long lastTurn;
    private long finishedSteps;
    private int stepsOfOne;

    StepwiseTask(Generation generation) {
        this.generation = generation;
        this.nextToDeliver = generation.order().range().first();
        this.stepsOfOne = generation
                .order()
                .conditioning()
                .map(conditioning -> conditioning.text().sampling().steps())
                .orElse(1);
    }

    Generation generation() {
        return generation;
    }

    /** Nothing of it is left to do, or to be waited for. */
    boolean isOver() {
        return inFlight.isEmpty() && (generation.isEnded() || generation.remaining() == 0);
    }

    int inFlight() {
        return inFlight.size();
    }

    /** In the order in which they were begun. */
    Stream<Sample> idle() {
        return generation.isEnded() ? Stream.empty() : inFlight.stream().filter(sample -> !sample.isSeated());
    }

    boolean canBegin() {
        return !generation.isEnded() && generation.remaining() > 0 && generation.hasRoom();
    }

    boolean wantsSeat() {
        return idle().findFirst().isPresent() || canBegin();
    }

    /** Samples that could be in a step now. */
    int wanting() {
        return (int) idle().count() + (canBegin() ? generation.remaining() : 0);
    }

    /** Larger for those whose last sample was begun later. */
    long lastTurn() {
        return lastTurn;
    }

    Sample begin(long turn) {
        var sample = new Sample(this, generation.cut(1).first(), turn);
        lastTurn = turn;
        inFlight.add(sample);
        return sample;
    }

    int passesLeftOut() {
        return passesLeftOut;
    }

    /** A pass of its key begins, with it or without it. */
    void passed(boolean seated) {
        passesLeftOut = seated || !wantsSeat() ? 0 : passesLeftOut + 1;
    }

    /**
     * Whether it may miss its deadline if it has to wait.
     *
     * @param seats samples that it could have in a step
     */
    boolean isPressed(long now, int seats, long stepNanos) {
        var left = generation.order().nanosLeft(now);
        if (left.isEmpty()) {
            return false;
        }
        var progress = progress();
        double rounds = Math.max(1, (double) (progress.steps() - progress.stepsDone()) / seats / stepsOfOne);
        return left.getAsLong() < 2 * rounds * stepsOfOne * stepNanos;
    }

    /** A lane has let go of a sample: what can be delivered in order is. */
    void returned(Sample sample) {
        sample.seat(false);
        sample.partial().ifPresent(partial -> stepsOfOne = Math.max(1, partial.steps()));
        if (sample.picture().isPresent()) {
            inFlight.remove(sample);
            finishedSteps += sample.partial().map(PartialSample::steps).orElse(0);
            early.put(sample.index(), sample.picture().get());
            while (early.containsKey(nextToDeliver)) {
                generation.deliver(early.remove(nextToDeliver++));
            }
        }
        generation.progress(progress());
    }

    /** Takes out what no lane holds, of a generation that has ended. */
    List<PartialSample> clear() {
        var idle = inFlight.stream().filter(sample -> !sample.isSeated()).toList();
        inFlight.removeAll(idle);
        early.clear();
        return idle.stream().map(Sample::partial).flatMap(Optional::stream).toList();
    }

    private Progress progress() {
        long done = finishedSteps;
        long steps = finishedSteps + (long) generation.remaining() * stepsOfOne;
        for (Sample sample : inFlight) {
            done += sample.partial().map(PartialSample::stepsDone).orElse(0);
            steps += sample.partial().map(PartialSample::steps).orElse(stepsOfOne);
        }
        var range = generation.order().range();
        int samplesDone = range.count() - generation.remaining() - inFlight.size();
        return new Progress(samplesDone, done, steps);
    }
}
