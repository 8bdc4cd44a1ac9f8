/** Noise that depends only on what is asked for: never on batch, task, worker or device. */
package io.vasari.models.noise;
