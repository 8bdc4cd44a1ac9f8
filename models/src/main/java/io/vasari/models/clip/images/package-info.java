/** Pictures to the numbers that CLIP's image encoder reads. Plain Java. */
package io.vasari.models.clip.images;
