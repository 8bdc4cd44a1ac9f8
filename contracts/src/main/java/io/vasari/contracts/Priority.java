package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which queue a job waits in: interactive work is always released before batch work, and to slots of its own. */
public enum Priority {
    @JsonProperty("interactive")
    INTERACTIVE,
    @JsonProperty("batch")
    BATCH
}
