/** Puts samples of many tasks into the passes of one device. Knows neither Kafka nor networks. */
package io.vasari.worker.batch;
