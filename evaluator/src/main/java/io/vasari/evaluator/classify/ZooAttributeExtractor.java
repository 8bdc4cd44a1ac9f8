package io.vasari.evaluator.classify;

import io.vasari.evaluator.scoring.AttributeExtractor;
import io.vasari.models.AttributeClassifier;
import io.vasari.models.ImageShape;
import io.vasari.models.clip.images.ImageFit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** @param shape of the samples */
record ZooAttributeExtractor(AttributeClassifier model, ImageShape shape) implements AttributeExtractor {
    @Override
    public Map<String, List<String>> classes() {
        return model.traits();
    }

    @Override
    public Map<String, int[]> see(byte[] pixels, int count) {
        var seen = new LinkedHashMap<String, int[]>();
        model.classify(ImageFit.fit(pixels, shape, count, model.shape()), count)
                .forEach((attribute, found) -> seen.put(attribute, found.classes()));
        return seen;
    }
}
