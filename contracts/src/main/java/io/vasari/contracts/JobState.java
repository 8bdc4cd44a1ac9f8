package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a job is in its life. Every job reaches one of the terminal states. */
public enum JobState {
    @JsonProperty("queued")
    QUEUED(false),
    @JsonProperty("processing")
    PROCESSING(false),
    @JsonProperty("succeeded")
    SUCCEEDED(true),
    /** Some samples were made and some failed. */
    @JsonProperty("partial")
    PARTIAL(true),
    @JsonProperty("failed")
    FAILED(true),
    @JsonProperty("canceled")
    CANCELED(true),
    /** The job's own deadline passed first. */
    @JsonProperty("expired")
    EXPIRED(true);

    private final boolean terminal;

    JobState(boolean terminal) {
        this.terminal = terminal;
    }

    public boolean isTerminal() {
        return terminal;
    }
}
