/** A long job and somebody who waits: arrivals, and continuous and static batching of them in one process. */
package io.vasari.benchmarks.mixed;
