/** The recipe of zoo/vase-diffusion. */
package io.vasari.training.diffusion;
