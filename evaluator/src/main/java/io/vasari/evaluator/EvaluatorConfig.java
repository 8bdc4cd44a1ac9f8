package io.vasari.evaluator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;

/** What can be set. */
@ConfigMapping(prefix = "vasari")
public interface EvaluatorConfig {
    /** Folder of the artifacts, the same as the workers'. */
    @WithName("store.dir")
    @WithDefault(".vasari/artifacts")
    Path storeDirectory();

    /** Folder of the model packages. */
    @WithName("models.dir")
    @WithDefault("zoo")
    Path modelsDirectory();

    /** Folder of this evaluator's own state, which it can make again from Kafka. */
    @WithName("data.dir")
    @WithDefault(".vasari/evaluator")
    Path dataDirectory();

    /** Name of this evaluator: differs from every other's in the farm and stays the same over restarts. */
    @WithName("evaluator.id")
    @WithDefault("evaluator-1")
    String id();

    /** How many task events are taken at a time, 1 to 100. More suits many tiny jobs; each may hold a thousand images. */
    @WithName("evaluator.events-per-poll")
    @WithDefault("32")
    int eventsPerPoll();

    /** How long after its last sample a job is kept one by one, before it is folded into its model's sum. */
    @WithName("evaluator.job-retention")
    @WithDefault("72h")
    Duration jobRetention();

    /** How long a drain may take before the rest is left to redelivery. */
    @WithName("evaluator.drain-timeout")
    @WithDefault("20s")
    Duration drainTimeout();
}
