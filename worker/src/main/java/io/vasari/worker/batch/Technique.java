package io.vasari.worker.batch;

/** How the model of a key paints. */
public sealed interface Technique {
    /** Most samples that one pass takes, at least 1. */
    int capacity();

    /** A pass makes a sample from nothing: see {@link Device#paint}. */
    record SinglePass(int capacity) implements Technique {}

    /** A sample takes many passes, and its neighbours may change between any two. */
    record Stepwise(int capacity, Stepper stepper) implements Technique {}
}
