/** Takes tasks from the pool's topic as a member of its Kafka share group. */
package io.vasari.worker.intake;
