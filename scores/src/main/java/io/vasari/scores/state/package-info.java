/**
 * What is kept of samples: bounded, and mergeable so that any order and any partitioning give the same scores. Class counts
 * are {@link io.vasari.scores.ClassCounts}.
 */
package io.vasari.scores.state;
