/** The measurements, each with its options: what is run, against what, and what is required. */
package io.vasari.benchmarks.scenarios;
