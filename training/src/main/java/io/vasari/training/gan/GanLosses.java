package io.vasari.training.gan;

/**
 * Binary cross-entropies of one step, in nats.
 *
 * @param discriminator mean over reals plus mean over fakes
 * @param generator mean over fakes
 */
record GanLosses(float discriminator, float generator) {}
