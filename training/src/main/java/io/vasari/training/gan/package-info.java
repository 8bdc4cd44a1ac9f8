/** The recipe of zoo/mnist-gan. */
package io.vasari.training.gan;
