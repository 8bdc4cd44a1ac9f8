package io.vasari.gateway.scheduler;

import java.util.ArrayList;
import java.util.List;

/** One log of what the scheduler is told, and how far it has read. */
final class InputLog {
    private final List<PoolInput> inputs = new ArrayList<>();
    private int read;
    private int committed;

    void add(PoolInput input) {
        inputs.add(input);
    }

    boolean hasNext() {
        return read < inputs.size();
    }

    PoolInput next() {
        return inputs.get(read++);
    }

    void commit() {
        committed = read;
    }

    void rewind() {
        read = committed;
    }
}
