/** A real Kafka broker (KRaft) inside one JVM. */
package io.vasari.broker;
