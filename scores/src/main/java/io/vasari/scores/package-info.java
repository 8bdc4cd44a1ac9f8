/** Scores as pure functions of mergeable state. */
package io.vasari.scores;
