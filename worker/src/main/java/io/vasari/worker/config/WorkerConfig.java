package io.vasari.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The worker itself. */
@ConfigMapping(prefix = "vasari.worker")
public interface WorkerConfig {
    /** Name in events and heartbeats, unique in the farm. Default: {@code worker-} and eight random characters. */
    Optional<String> id();

    /**
     * How many batch tasks it holds at a time, 1 to 256. The device is shared by all of them; more slots hide the time that
     * single tasks spend on storing and reporting, and small tasks share more of each pass.
     */
    @WithDefault("16")
    int slots();

    /** How many interactive tasks it holds at a time beside those, 1 to 256. */
    @WithDefault("8")
    int interactiveSlots();

    /** Where its networks have to run: a worker that finds itself elsewhere does not start. */
    @WithDefault("any")
    DeviceKind device();

    /** Threads of the engine, 1 to 256. The bytes of an image are those of another worker only if both use as many. */
    @WithDefault("1")
    int threads();

    /**
     * Passes that the device runs at a time, 1 to 64: one per core that the worker may use, divided by its threads. They
     * share the models and change no image. Keep them below the slots, because no two of them work on one task.
     */
    @WithDefault("1")
    int lanes();

    /** How long a drain waits for the tasks at hand. */
    @WithDefault("25s")
    Duration drainTimeout();

    /** How often it gives a sign of life. */
    @WithDefault("2s")
    Duration heartbeat();

    /** How long an outcome may wait for the broker before its task is given back. */
    @WithDefault("120s")
    Duration reportTimeout();

    /** How often an interactive task of an iterative model shows a preview; zero for never. */
    @WithDefault("1s")
    Duration previewPeriod();
}
