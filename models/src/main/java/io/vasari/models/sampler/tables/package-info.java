/** Noise levels, timesteps and arithmetic that samplers share; pure functions of a configuration. */
package io.vasari.models.sampler.tables;
