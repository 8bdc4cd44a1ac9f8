package io.vasari.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** {@code vasari.store}: where the artifacts are. */
@ConfigMapping(prefix = "vasari.store")
public interface StoreConfig {
    /** Folder of the artifact store, the same for every gateway, worker and evaluator. Relative to the working directory. */
    @WithDefault(".vasari/artifacts")
    Path dir();
}
