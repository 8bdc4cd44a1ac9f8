/**
 * The safetensors format in plain Java: what a file holds, its values as arrays or mapped memory, and writing one. Files are
 * not trusted: whatever is wrong with one ends as a {@link io.vasari.models.ModelLoadException} that names it.
 */
package io.vasari.models.safetensors;
