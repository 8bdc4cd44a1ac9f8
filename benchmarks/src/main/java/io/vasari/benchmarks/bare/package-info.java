/** What one process does without a farm around it: the reference for what the farm costs. */
package io.vasari.benchmarks.bare;
