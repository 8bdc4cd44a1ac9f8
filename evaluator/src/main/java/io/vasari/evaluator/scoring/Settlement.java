package io.vasari.evaluator.scoring;

/** What becomes of a delivery. */
public enum Settlement {
    /** Done with. */
    ACCEPT,
    /** To be delivered again. */
    RELEASE,
    /** Not fit for anybody. */
    REJECT
}
