/** The autoencoder of Stable Diffusion, between pixels and latents. */
package io.vasari.models.vae;
