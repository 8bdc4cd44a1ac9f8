package io.vasari.benchmarks.mixed;

/**
 * What became of a mixed load with static batching.
 *
 * @param together when a batch is given away as one, as its last sample is done: a batch is one call
 * @param each when every sample is given away as it has taken its own steps, although its seat stays empty until the batch
 *     ends
 */
public record StaticResult(MixedResult together, MixedResult each) {}
