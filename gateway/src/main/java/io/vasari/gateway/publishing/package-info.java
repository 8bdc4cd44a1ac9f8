/** What the gateway writes to Kafka. */
package io.vasari.gateway.publishing;
