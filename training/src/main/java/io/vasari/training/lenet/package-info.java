/** The recipe of zoo/mnist-lenet. */
package io.vasari.training.lenet;
