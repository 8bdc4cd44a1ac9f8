package io.vasari.evaluator.scoring;

import io.vasari.contracts.ModelRef;

/** Told of samples that will never be scored. */
public interface ScoringTally {
    /** Nobody judges this model. */
    void unscored(ModelRef model, int samples);

    /** They could not be read, and there was no use in going on. */
    void failed(ModelRef model, int samples);
}
