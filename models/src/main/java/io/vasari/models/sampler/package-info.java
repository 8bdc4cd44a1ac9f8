/**
 * Diffusion sampling of single samples: each carries its own trajectory, so that one batch may mix steps, step counts and
 * samplers.
 */
package io.vasari.models.sampler;
