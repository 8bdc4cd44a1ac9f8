package io.vasari.evaluator.study;

import io.vasari.contracts.ReplayCalibration;
import java.util.Optional;

/**
 * Whether a revision was calibrated.
 *
 * @param calibration that applies; empty where the usual thresholds do
 * @param ignored why there is one that does not apply, and what to do; empty where there is none, or it applies
 */
public record Calibrated(Optional<ReplayCalibration> calibration, Optional<String> ignored) {
    public static Calibrated not() {
        return new Calibrated(Optional.empty(), Optional.empty());
    }

    public static Calibrated by(ReplayCalibration calibration) {
        return new Calibrated(Optional.of(calibration), Optional.empty());
    }

    public static Calibrated ignoring(String why) {
        return new Calibrated(Optional.empty(), Optional.of(why));
    }
}
