/**
 * What the critic computes: every score is a pure function of mergeable state and a reference.
 * {@link io.vasari.scores.ClassScores} has all scores of a class histogram, {@link io.vasari.scores.features.FeatureScores}
 * those of features; {@link io.vasari.scores.verdict.Judge} and {@link io.vasari.scores.prompt.PromptJudgement} say what they
 * mean.
 */
package io.vasari.scores;
