package io.vasari.benchmarks.diffusion;

import java.time.Duration;
import java.util.Map;

/** A worker that is to be compared with one process of one thread. */
final class OneLane {
    static final Map<String, String> SETTINGS = Map.of("vasari.worker.lanes", "1");

    /** For a load of diffusion samples, which may be long. */
    static final Duration PATIENCE = Duration.ofMinutes(40);

    private OneLane() {}
}
