package io.vasari.evaluator.study;

import io.vasari.contracts.StudyEvaluation;
import java.util.Map;

/**
 * A study that was judged.
 *
 * @param pairs by feature, the distances of all pairs of variants that were compared, seed by seed
 */
public record Judged(StudyEvaluation evaluation, Map<String, double[]> pairs) {}
