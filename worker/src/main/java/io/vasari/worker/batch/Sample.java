package io.vasari.worker.batch;

import java.util.Optional;

/**
 * One sample of a task, from its first pass to its picture. While it is seated it belongs to a lane, otherwise to the
 * {@link StepBatcher}.
 */
final class Sample {
    private final StepwiseTask task;
    private final int index;
    private final long turn;
    private Optional<PartialSample> partial = Optional.empty();
    private Optional<Output.Strip> picture = Optional.empty();
    private boolean seated;

    /** @param turn larger than that of every sample which was begun before */
    Sample(StepwiseTask task, int index, long turn) {
        this.task = task;
        this.index = index;
        this.turn = turn;
    }

    StepwiseTask task() {
        return task;
    }

    Generation generation() {
        return task.generation();
    }

    int index() {
        return index;
    }

    long turn() {
        return turn;
    }

    /** Empty until its first pass. */
    Optional<PartialSample> partial() {
        return partial;
    }

    void begun(PartialSample fresh) {
        partial = Optional.of(fresh);
    }

    /** Whether a pass can take it further. */
    boolean isOnItsWay() {
        return partial.isPresent() && picture.isEmpty() && !generation().isEnded();
    }

    boolean isPainted() {
        return partial.filter(PartialSample::isFinished).isPresent();
    }

    void finished(Output.Strip strip) {
        picture = Optional.of(strip);
    }

    Optional<Output.Strip> picture() {
        return picture;
    }

    boolean isSeated() {
        return seated;
    }

    void seat(boolean taken) {
        seated = taken;
    }
}
