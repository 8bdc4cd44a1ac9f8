package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the variants of a study's prompt have done to it, and what is expected of their images unless a client says otherwise. */
public enum Perturbation {
    /** The words in every order. */
    @JsonProperty("permutation")
    PERMUTATION(Expectation.INVARIANT),
    /** Other words in the slots of a template. */
    @JsonProperty("substitution")
    SUBSTITUTION(Expectation.VARIANT),
    /** Other words for the same. */
    @JsonProperty("paraphrase")
    PARAPHRASE(Expectation.INVARIANT),
    /** A slip of the fingers. */
    @JsonProperty("typo")
    TYPO(Expectation.INVARIANT),
    /** Capitals. */
    @JsonProperty("case")
    CASE(Expectation.INVARIANT),
    /** Commas, stops and quotes. */
    @JsonProperty("punctuation")
    PUNCTUATION(Expectation.INVARIANT),
    /** One of the words denied. */
    @JsonProperty("negation")
    NEGATION(Expectation.VARIANT),
    /** Nothing: the same prompt, again and again. It measures how far a model repeats itself. */
    @JsonProperty("replay")
    REPLAY(Expectation.INVARIANT);

    private final Expectation usual;

    Perturbation(Expectation usual) {
        this.usual = usual;
    }

    public Expectation usualExpectation() {
        return usual;
    }
}
