/** Loads on a running farm, over HTTP, by a client that leaves the processors to the farm. */
package io.vasari.benchmarks.load;
