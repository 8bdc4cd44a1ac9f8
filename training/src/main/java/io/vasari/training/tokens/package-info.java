/** Small vocabularies in the file format of CLIP's tokenizer. */
package io.vasari.training.tokens;
