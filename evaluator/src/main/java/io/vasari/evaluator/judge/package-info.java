/** From tallies to what is said of jobs and of windows. */
package io.vasari.evaluator.judge;
