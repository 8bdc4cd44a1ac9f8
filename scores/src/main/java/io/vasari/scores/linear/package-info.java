/** Rows of numbers and the little linear algebra that the scores need: inner products, factors, eigenvalues. */
package io.vasari.scores.linear;
