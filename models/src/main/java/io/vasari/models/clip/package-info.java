/** CLIP (Radford et al., 2021): the text encoder of Stable Diffusion, and the pair of towers that compares images with texts. */
package io.vasari.models.clip;
