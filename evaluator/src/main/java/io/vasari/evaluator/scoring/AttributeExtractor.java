package io.vasari.evaluator.scoring;

import java.util.List;
import java.util.Map;

/** Sees attributes of samples that prompts may name, beside a {@link Critic}. Used by one thread at a time. */
public interface AttributeExtractor {
    /** Names of the classes of every attribute; a class index points into them. */
    Map<String, List<String>> classes();

    /**
     * @param pixels of images as the critic's
     * @param count how many
     * @return index of the class of each image, by attribute
     */
    Map<String, int[]> see(byte[] pixels, int count);
}
