/** Samples that look alike, and what that tells of how many different ones a model can make. */
package io.vasari.scores.duplicates;
