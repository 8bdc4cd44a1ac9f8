/** Distances between the pixels of two images: they mean something where both come from one noise. */
package io.vasari.scores.pixel;
