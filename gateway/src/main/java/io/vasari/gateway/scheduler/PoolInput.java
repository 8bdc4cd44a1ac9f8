package io.vasari.gateway.scheduler;

import io.vasari.contracts.Job;
import io.vasari.contracts.TaskEvent;

/** What the scheduler of a pool is told. Every input may come twice; the second time changes nothing. */
public sealed interface PoolInput {
    /** A client queued a job. */
    record Submit(Job job) implements PoolInput {}

    /** A client wants a job to stop. */
    record Cancel(String jobId) implements PoolInput {}

    /** A worker tells what became of a task. */
    record Report(TaskEvent event) implements PoolInput {}

    /** How many tasks the pool's live workers take at a time. */
    record Capacity(PoolSlots slots) implements PoolInput {}

    /** Time has passed. Comes about every 100 ms; nothing but punctuality depends on how often. */
    record Tick() implements PoolInput {}
}
