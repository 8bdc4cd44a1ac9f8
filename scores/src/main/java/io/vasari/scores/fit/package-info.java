/** Whether a departure from the reference can be chance: tests, intervals, power and running evidence. */
package io.vasari.scores.fit;
