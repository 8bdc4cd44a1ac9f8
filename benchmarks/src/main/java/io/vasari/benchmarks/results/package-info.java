/** What a benchmark found: figures, ratios against references, limits, and how they are printed. */
package io.vasari.benchmarks.results;
