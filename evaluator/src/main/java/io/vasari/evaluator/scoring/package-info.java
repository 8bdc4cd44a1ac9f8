/** From an event of the farm to scores: reads the shard, has the critic look, decides what becomes of the delivery. */
package io.vasari.evaluator.scoring;
