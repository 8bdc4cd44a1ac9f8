package io.vasari.worker.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The artifact store. */
@ConfigMapping(prefix = "vasari.store")
public interface StoreConfig {
    /** Folder of the artifacts, shared by the farm. */
    @WithDefault("data/store")
    Path dir();

    /** Space that stays free on its disk: below it the store counts as full. */
    @WithDefault("64M")
    MemorySize reserve();

    /** Whether an artifact is synced to the disk before it is reported. */
    @WithDefault("false")
    boolean sync();
}
