package io.vasari.training.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Texts as the text tower reads them. */
final class Prompts {

    private Prompts() {}

    /** Ids of texts of the vocabulary, shape (texts, tokens of a text), int64. */
    static NDArray tokens(List<List<String>> texts, NDManager scratch) {
        int length = ClipConfigs.VOCABULARY.length();
        long[] tokens = new long[texts.size() * length];
        for (int row = 0; row < texts.size(); row++) {
            int[] ids = ClipConfigs.VOCABULARY.encode(texts.get(row));
            for (int i = 0; i < length; i++) {
                tokens[row * length + i] = ids[i];
            }
        }
        return scratch.create(tokens, new Shape(texts.size(), length));
    }
}
