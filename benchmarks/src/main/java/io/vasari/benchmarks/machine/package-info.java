/** The machine and its processes, as Linux describes them. */
package io.vasari.benchmarks.machine;
