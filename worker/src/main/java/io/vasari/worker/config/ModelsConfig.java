package io.vasari.worker.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The models it runs. */
@ConfigMapping(prefix = "vasari.models")
public interface ModelsConfig {
    /** Folder of model packages. */
    @WithDefault("zoo")
    Path dir();

    /** Folder of jars with further model families. Default: none. */
    Optional<Path> plugins();

    /** How many models stay in memory, at least 1; the one used longest ago goes first. */
    @WithDefault("4")
    int keep();

    /**
     * Memory that the weights of all models together may take, at least 1 byte; beyond it, too, the one used longest ago
     * goes. One that is at work, and the one used last, stay in any case. Default: no limit.
     */
    Optional<MemorySize> memoryBytes();

    /**
     * Models to load at the start, as {@code id@revision}; {@code none} for none. Default: the newest revision of every
     * generating model of the pool, as many as stay in memory.
     */
    Optional<List<String>> preload();
}
