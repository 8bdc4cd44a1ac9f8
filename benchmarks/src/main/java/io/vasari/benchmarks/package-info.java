/** Load scenarios and comparisons. */
package io.vasari.benchmarks;
