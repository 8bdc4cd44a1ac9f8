/** Pieces of a published model: sheets, tables, JSON. */
package io.vasari.training.cards;
