/** The denoising networks of Stable Diffusion and of DDPM, as diffusers names and shapes them. */
package io.vasari.models.unet;
