package io.vasari.models.torchscript;

import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.clip.images.ImageFit;
import java.util.Arrays;
import java.util.List;

/** A TorchScript file that gives features beside the classes. */
final class TorchScriptEmbedder extends TorchScriptClassifier implements Embedder {

    private final String feature;
    private final int output;
    private final int dimension;

    /** @param config that names an output for features */
    TorchScriptEmbedder(
            TorchScriptNetwork network, TorchScriptConfig config, List<String> classes, String feature, int dimension) {
        super(network, config, classes);
        this.feature = feature;
        this.output = config.featureOutput().orElseThrow();
        this.dimension = dimension;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public String feature() {
        return feature;
    }

    @Override
    public float[][] embed(byte[] pixels, ImageShape from, int count) {
        float[] rows = rows(ImageFit.fit(pixels, from, count, shape()), count, output, dimension);
        float[][] features = new float[count][];
        for (int i = 0; i < count; i++) {
            features[i] = Arrays.copyOfRange(rows, i * dimension, (i + 1) * dimension);
        }
        return features;
    }
}
