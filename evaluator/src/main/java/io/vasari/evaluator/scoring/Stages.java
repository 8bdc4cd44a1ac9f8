package io.vasari.evaluator.scoring;

/** Told how long the stages of scoring take. */
public interface Stages {
    /** A stage by which scoring is timed. */
    enum Stage {
        READ,
        CLASSIFY,
        PUBLISH
    }

    void took(Stage stage, long nanos);
}
