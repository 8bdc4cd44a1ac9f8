/** Text to token ids, as the text encoders of model packages were trained with it. */
package io.vasari.models.tokenizer;
