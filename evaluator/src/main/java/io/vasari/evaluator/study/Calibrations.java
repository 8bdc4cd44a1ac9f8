package io.vasari.evaluator.study;

import io.vasari.contracts.ModelRef;
import java.util.OptionalDouble;

/** How far models repeat themselves. */
public interface Calibrations {
    /** The distance that 99 % of the replays of one prompt by this revision stayed within; empty when none were measured. */
    OptionalDouble replayDistance(ModelRef model);
}
