package io.vasari.benchmarks.scenarios;

/** One measurement. Its fields are options of the command that runs it. */
public interface Scenario {
    /** Measures, and tells the bench's results. */
    void run(Bench bench);
}
