package io.vasari.evaluator.study;

import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.ModelRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that look at a model's studies, as its card says. Used by one thread at a time. */
public interface StudyModels {
    /** Empty when the card names none. */
    Optional<ModelRef> embedder();

    /**
     * A row of features for each image; there must be an {@link #embedder}.
     *
     * @param pixels 8-bit values, image after image, row-major
     */
    float[][] embed(byte[] pixels, Pixels shape, int count);

    /** A row of features for each text, in the space of the images; empty when the embedder reads no texts. */
    Optional<float[][]> embedTexts(List<String> texts);

    /** Empty when the card names none. */
    Optional<ModelRef> attributeClassifier();

    /** The names of the classes of every attribute; none without an {@link #attributeClassifier}. */
    Map<String, List<String>> attributes();

    /** By attribute, the class of each image as an index; empty when it does not look at images of this shape. */
    Map<String, int[]> classify(byte[] pixels, Pixels shape, int count);
}
