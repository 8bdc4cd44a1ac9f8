package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the critic concludes of a class histogram. */
public enum Verdict {
    /** Too few samples to say anything. */
    @JsonProperty("insufficient")
    INSUFFICIENT,
    /** No departure from the reference that is both significant and large. */
    @JsonProperty("diverse")
    DIVERSE,
    /** Every class is there, but the shares depart from the reference. */
    @JsonProperty("skewed")
    SKEWED,
    /** At least one class that the reference has is not there, beyond chance. */
    @JsonProperty("missing_classes")
    MISSING_CLASSES,
    /** Fewer than half of the classes in effect. */
    @JsonProperty("collapsed")
    COLLAPSED
}
