package io.vasari.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Samples that are made once more, each alone, to prove that their neighbours do not matter. */
@ConfigMapping(prefix = "vasari.replay")
public interface ReplayConfig {
    /** Share of the samples made here that are replayed, 0 to 1. With 0 this worker neither orders replays nor makes any. */
    @WithDefault("0.01")
    double share();
}
