/** Paints with a published text-to-image model and counts how often the pictures show what was asked for. */
package io.vasari.training.judge;
