package io.vasari.cli.reference;

import io.vasari.cli.UserError;
import io.vasari.cli.images.Gallery;
import io.vasari.cli.images.GalleryContents;
import io.vasari.cli.images.GalleryReading;
import io.vasari.cli.images.ImageModels;
import io.vasari.models.reference.ReferenceFeatures;
import io.vasari.models.reference.ReferenceModel;
import io.vasari.models.reference.ReferenceSet;
import io.vasari.scores.state.Moments;
import io.vasari.scores.state.Reservoir;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a reference set of images. The same images and models give the same set. */
public final class ReferenceBuild {
    private ReferenceBuild() {}

    /**
     * Looks at all images.
     *
     * @param rows how many features are kept at most, at least 1
     * @param seed decides which
     * @throws UserError if there are no images
     */
    public static ReferenceSet of(
            String name, String version, Gallery gallery, ImageModels imageModels, int rows, long seed) {
        GalleryContents seen = GalleryReading.at(gallery, imageModels, rows, seed);
        if (seen.n() == 0) {
            throw new UserError("there are no images to make a reference set of; PNGs and JPEGs are read");
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        List<String> classes = imageModels.classes();
        for (int i = 0; i < classes.size(); i++) {
            counts.put(classes.get(i), seen.counts().orElseThrow().count(i));
        }
        return new ReferenceSet(
                name,
                version,
                seen.n(),
                imageModels.classifierRef(),
                counts,
                imageModels
                        .embedderRef()
                        .map(embedder -> features(
                                embedder,
                                seen.features().orElseThrow(),
                                seen.moments().orElseThrow())));
    }

    private static ReferenceFeatures features(ReferenceModel embedder, Reservoir reservoir, Moments moments) {
        return new ReferenceFeatures(
                embedder,
                reservoir.dimension(),
                reservoir.capacity(),
                reservoir.keys(),
                reservoir.features(),
                reservoir.perceptualHashes(),
                moments.mean(),
                moments.scatter());
    }
}
