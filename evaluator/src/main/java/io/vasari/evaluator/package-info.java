/** Scores samples and publishes what it finds. */
package io.vasari.evaluator;
