/**
 * The Kafka edge of the scheduler, and the tables that this gateway keeps of what the farm publishes. One Kafka Streams
 * topology does both; {@link io.vasari.gateway.streams.FarmStreams} runs it.
 */
package io.vasari.gateway.streams;
