/** Folders in the layout of Hugging Face diffusers, and the model that runs them. */
package io.vasari.models.diffusers;
