package io.vasari.evaluator.study;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayCalibration;
import java.util.Optional;

/** Thresholds that were made from replays. */
public interface Calibrations {
    /** Of this revision; empty when it was not calibrated. */
    Optional<ReplayCalibration> of(ModelRef model);
}
