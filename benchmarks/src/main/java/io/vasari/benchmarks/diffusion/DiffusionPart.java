package io.vasari.benchmarks.diffusion;

import io.vasari.benchmarks.scenarios.Bench;

/** One of the measurements of {@code vasari bench diffusion}. Its fields are options of the command. */
public interface DiffusionPart {
    /** Measures, and tells the bench's results. */
    void run(Bench bench, BatchSizes sizes);
}
