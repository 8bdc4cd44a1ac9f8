package io.vasari.evaluator.judge;

import io.vasari.contracts.ModelRef;

/**
 * What is shown of the features of one revision in one window.
 *
 * @param window 5m, 1h, 24h, or {@link WindowFigures#EVER} for all since its deployment
 */
public record FeatureFigures(ModelRef model, String window, FeatureReadings readings) {}
