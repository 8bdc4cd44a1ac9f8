/** A long job and somebody who waits: arrivals, and the static batching that the farm's continuous batching is held against. */
package io.vasari.benchmarks.mixed;
