/** Procedural pictures of vases, and captions for them. */
package io.vasari.training.vases;
