/** What Prometheus sees of a worker. */
package io.vasari.worker.metrics;
