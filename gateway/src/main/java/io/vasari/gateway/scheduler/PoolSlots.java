package io.vasari.gateway.scheduler;

import io.vasari.contracts.Priority;

/**
 * How many tasks the live workers of a pool take at a time, all together, of each priority.
 *
 * @param interactive at least 0
 * @param batch at least 0
 */
public record PoolSlots(int interactive, int batch) {
    public static final PoolSlots NONE = new PoolSlots(0, 0);

    public int of(Priority priority) {
        return switch (priority) {
            case INTERACTIVE -> interactive;
            case BATCH -> batch;
        };
    }

    public PoolSlots plus(PoolSlots more) {
        return new PoolSlots(interactive + more.interactive, batch + more.batch);
    }

    boolean isNone() {
        return interactive + batch == 0;
    }
}
