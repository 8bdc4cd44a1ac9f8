/** A real Kafka broker (KRaft, one node) inside one JVM, for a farm on one machine and for tests. */
package io.vasari.broker;
