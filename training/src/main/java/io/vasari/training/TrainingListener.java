package io.vasari.training;

import java.nio.file.Path;

/** Follows a training run. Called on the training thread, in order. */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /** The run starts after {@code doneEpochs} of {@code epochs} epochs, 0 unless it was resumed. */
    default void started(int doneEpochs, int epochs) {}

    /** A step is done; see {@link TrainingProgress}. */
    default void step(TrainingProgress progress) {}

    /** An epoch is done and its checkpoint is on disk. */
    default void epochDone(EpochSummary summary) {}

    /** A contact sheet was written. */
    default void sheet(int epoch, Path file) {}
}
