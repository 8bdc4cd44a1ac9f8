/** Whether the critic keeps up with what it judges. */
package io.vasari.benchmarks.critic;
