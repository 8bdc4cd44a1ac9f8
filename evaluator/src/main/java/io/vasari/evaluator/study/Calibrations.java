package io.vasari.evaluator.study;

import io.vasari.contracts.ModelRef;

/** Thresholds that were made from replays. */
public interface Calibrations {
    Calibrated of(ModelRef model);
}
