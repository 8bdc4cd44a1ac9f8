/** What the worker tells the farm, and what it hears of cancellations, over Kafka. */
package io.vasari.worker.publish;
