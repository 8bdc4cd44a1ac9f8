/** What the training steps of all recipes share. */
package io.vasari.training.steps;
