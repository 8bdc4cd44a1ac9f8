package io.vasari.scores.prompt;

/** What a study expects of its prompts' images. */
public enum Expectation {
    /** Word order, paraphrase, typo: they should stay close. */
    INVARIANT,
    /** A colour swap: they should move. */
    VARIANT
}
