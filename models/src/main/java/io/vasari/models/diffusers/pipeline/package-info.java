/** What a diffusers pipeline computes: prompts to embeddings, noise to latents step by step, latents to images. */
package io.vasari.models.diffusers.pipeline;
