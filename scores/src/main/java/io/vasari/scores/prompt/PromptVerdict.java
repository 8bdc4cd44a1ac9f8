package io.vasari.scores.prompt;

/** What the critic concludes of the variants of a prompt. */
public enum PromptVerdict {
    /** Too few variants or seeds to say anything. */
    INSUFFICIENT,
    /** As expected. */
    CONSISTENT,
    /** One variant is apart from all others. */
    OUTLIER,
    /** They should stay close and do not, without one being to blame. */
    DISPERSED,
    /** They should move and do not. */
    TOO_SIMILAR
}
