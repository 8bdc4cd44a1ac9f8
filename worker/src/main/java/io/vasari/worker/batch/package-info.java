/** Puts samples of many tasks into the passes of one device, which runs a few at a time, one per lane. Knows neither Kafka nor networks. */
package io.vasari.worker.batch;
