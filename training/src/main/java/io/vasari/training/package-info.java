/** The recipes that made every model in zoo/. */
package io.vasari.training;
