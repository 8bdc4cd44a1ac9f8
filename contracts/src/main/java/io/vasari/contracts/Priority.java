package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which queue a job waits in: interactive work is always released before batch work. */
public enum Priority {
    @JsonProperty("interactive")
    INTERACTIVE,
    @JsonProperty("batch")
    BATCH
}
