package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a study expects of its prompts' images. */
public enum Expectation {
    /** They should stay close. */
    @JsonProperty("invariant")
    INVARIANT,
    /** They should move. */
    @JsonProperty("variant")
    VARIANT
}
