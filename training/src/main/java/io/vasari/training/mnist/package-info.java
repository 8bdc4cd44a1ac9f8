/** The MNIST digits, read from their IDX files. */
package io.vasari.training.mnist;
