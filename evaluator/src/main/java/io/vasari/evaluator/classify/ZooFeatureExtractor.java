package io.vasari.evaluator.classify;

import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.scoring.FeatureExtractor;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.clip.images.ImageFit;
import io.vasari.scores.duplicates.PerceptualHash;
import io.vasari.scores.pixel.GrayImage;
import java.util.Arrays;

/** @param shape of the samples */
record ZooFeatureExtractor(ModelRef ref, Embedder embedder, ImageShape shape) implements FeatureExtractor {
    @Override
    public int dimension() {
        return embedder.dimension();
    }

    @Override
    public Sights see(byte[] pixels, int count) {
        var grey = new ImageShape(shape.widthPixels(), shape.heightPixels(), 1);
        byte[] luma = ImageFit.fit(pixels, shape, count, grey);
        var hashes = new long[count];
        for (int i = 0; i < count; i++) {
            byte[] image = Arrays.copyOfRange(luma, i * grey.bytes(), (i + 1) * grey.bytes());
            hashes[i] = PerceptualHash.ofCosines(GrayImage.ofBytes(grey.widthPixels(), grey.heightPixels(), image));
        }
        return new Sights(embedder.embed(pixels, shape, count), hashes);
    }
}
