/** Aggregation on Kafka Streams: scores in, evaluations out, tallies in a store whose changelog survives the process. */
package io.vasari.evaluator.streams;
