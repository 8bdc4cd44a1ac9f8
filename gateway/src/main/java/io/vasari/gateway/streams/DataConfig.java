package io.vasari.gateway.streams;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** {@code vasari.data}: where this gateway keeps its own state. */
@ConfigMapping(prefix = "vasari.data")
public interface DataConfig {
    /**
     * Folder of local state. It belongs to one gateway process alone. What is in it can be rebuilt from Kafka; keeping it
     * makes a restart fast. Relative to the working directory.
     */
    @WithDefault(".vasari/gateway")
    Path dir();
}
