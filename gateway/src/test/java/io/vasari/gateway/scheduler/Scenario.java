package io.vasari.gateway.scheduler;

/**
 * What goes wrong in a run.
 *
 * @param poison one sample in so many crashes the worker that makes it; 0 for none
 * @param failures share of tasks that fail
 * @param losses share of tasks that take their worker with them, whatever is in them
 * @param duplicates share of reports that come twice
 */
record Scenario(
        boolean schedulerCrashes,
        boolean workerCrashes,
        boolean storeOutage,
        boolean cancels,
        boolean workersComeLate,
        int poison,
        double failures,
        double losses,
        double duplicates) {}
