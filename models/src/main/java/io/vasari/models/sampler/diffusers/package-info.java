/**
 * The schedulers of Hugging Face diffusers 0.40, each read from its {@code scheduler_config.json}.
 *
 * <p>Timesteps, tables and steps agree with the original's; samples differ in the last bits, since many sums are taken in float64
 * here.
 */
package io.vasari.models.sampler.diffusers;
