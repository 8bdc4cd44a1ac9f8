package io.vasari.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** {@code vasari.models}: where the models are. */
@ConfigMapping(prefix = "vasari.models")
public interface ModelsConfig {
    /** Folder with one folder per model, each with a {@code model.json}. Relative to the working directory. */
    @WithDefault("zoo")
    Path dir();
}
