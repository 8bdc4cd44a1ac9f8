package io.vasari.gateway.openai;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code vasari.openai}: the endpoints in OpenAI's manner. */
@ConfigMapping(prefix = "vasari.openai")
public interface OpenAiConfig {
    /** How long a request waits for its images. The job goes on after that. */
    @WithDefault("PT5M")
    Duration timeout();
}
