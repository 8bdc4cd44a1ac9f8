package io.vasari.gateway.uploads;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code vasari.uploads}: how long images that came with requests are kept. */
@ConfigMapping(prefix = "vasari.uploads")
public interface UploadsConfig {
    /** How long after the last request with it, and after the last job that used it, an image is kept. At least 1 minute. */
    @WithDefault("24h")
    Duration keep();

    /** How often a gateway looks for images to delete. At least 1 second. */
    @WithDefault("1h")
    Duration sweepPeriod();
}
