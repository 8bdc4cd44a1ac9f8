/** What a slot does with a task: paint, encode, store, report, settle. Knows neither Kafka nor networks. */
package io.vasari.worker.task;
