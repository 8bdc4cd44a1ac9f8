/** What the gateway reads from Kafka besides its tables. */
package io.vasari.gateway.intake;
