package io.vasari.models.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What real data look like to the critic. Made once, from held-out data, and compared with what models make.
 *
 * @param name of the data, for example {@code mnist-test}
 * @param version changes whenever the content does
 * @param n how many images there were, at least 1
 * @param classifier that counted the classes, where it is known
 * @param classCounts by class name in the classifier's order; empty without a classifier
 * @param features absent where no embedder looked
 */
public record ReferenceSet(
        String name,
        String version,
        long n,
        Optional<ReferenceModel> classifier,
        Map<String, Long> classCounts,
        Optional<ReferenceFeatures> features) {

    public ReferenceSet {
        classCounts = Collections.unmodifiableMap(new LinkedHashMap<>(classCounts));
        if (n < 1) {
            throw new IllegalArgumentException("reference '" + name + "' is of " + n + " images, it takes at least 1");
        }
    }
}
