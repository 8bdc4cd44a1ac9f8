/** Takes task events from the share group of the evaluators. */
package io.vasari.evaluator.intake;
