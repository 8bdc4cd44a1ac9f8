/**
 * What the critic computes of a class histogram: every score is a pure function of mergeable counts and a reference.
 * {@link io.vasari.scores.ClassScores} computes them all; {@link io.vasari.scores.verdict.Judge} says what they mean.
 */
package io.vasari.scores;
