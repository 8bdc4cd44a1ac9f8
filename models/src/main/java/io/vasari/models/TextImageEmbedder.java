package io.vasari.models;

import java.util.List;

/** Places images and texts in one space, as CLIP does: all features have length 1, and a cosine tells how well two fit. */
public interface TextImageEmbedder extends Embedder {

    /**
     * Features of texts, of length 1.
     *
     * @param texts of any length; what is longer than the model reads is cut
     * @return for each text {@link #dimension} numbers
     */
    float[][] embedTexts(List<String> texts);
}
