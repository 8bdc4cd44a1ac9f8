package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the critic concludes of the variants of a prompt. */
public enum PromptVerdict {
    /** Too few variants or seeds to say anything. */
    @JsonProperty("insufficient")
    INSUFFICIENT,
    /** As expected. */
    @JsonProperty("consistent")
    CONSISTENT,
    /** One variant is apart from all others. */
    @JsonProperty("outlier")
    OUTLIER,
    /** They should stay close and do not, without one being to blame. */
    @JsonProperty("dispersed")
    DISPERSED,
    /** They should move and do not. */
    @JsonProperty("too_similar")
    TOO_SIMILAR
}
