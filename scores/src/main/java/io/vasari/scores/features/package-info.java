/**
 * Scores of feature vectors (embeddings) against a reference's: how far, how faithful, how varied.
 * {@link io.vasari.scores.features.FeatureScores} computes them all.
 */
package io.vasari.scores.features;
