package io.vasari.benchmarks.mixed;

/** When static batching gives away the samples of a batch. */
public enum Release {
    /** All together, when the last of them is done: a batch is one call. */
    TOGETHER,
    /** Each when it has taken its own steps, although its seat stays empty until the batch ends. */
    EACH
}
