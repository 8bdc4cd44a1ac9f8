/** The textbook GAN on 28x28 digits: two multilayer perceptrons that mirror each other. */
package io.vasari.models.gan;
