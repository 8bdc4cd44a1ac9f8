/** CLIP as an embedder of pictures and texts, from folders in the layout of transformers. */
package io.vasari.models.clip.embed;
