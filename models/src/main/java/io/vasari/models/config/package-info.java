/** Reads the {@code config.json} of Hugging Face models, refusing by name what is not understood. */
package io.vasari.models.config;
