/** The recipe of zoo/vase-clip. */
package io.vasari.training.clip;
