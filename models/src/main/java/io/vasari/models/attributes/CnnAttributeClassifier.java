package io.vasari.models.attributes;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.AttributeClassifier;
import io.vasari.models.Classification;
import io.vasari.models.ImageShape;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Parameters;
import io.vasari.models.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link AttributeNetwork} with trained weights. Every forward pass has exactly {@link #batchSize} rows. */
public final class CnnAttributeClassifier implements AttributeClassifier {

    private static final int ROWS = 64;

    private final AttributeNetwork network;
    private final Weights weights;
    private final ImageShape shape;

    /** Takes ownership of the weights. */
    public CnnAttributeClassifier(AttributeNetwork network, Weights weights) {
        this.network = network;
        this.weights = weights;
        AttributeConfig config = network.config();
        this.shape = new ImageShape(config.side(), config.side(), config.channels());
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public int batchSize() {
        return ROWS;
    }

    @Override
    public Map<String, List<String>> traits() {
        return network.config().traits();
    }

    @Override
    public Map<String, Classification> classify(byte[] pixels, int count) {
        if (count < 0 || (long) count * shape.bytes() > pixels.length) {
            throw new IllegalArgumentException(pixels.length + " bytes for " + count + " images of "
                    + shape.widthPixels() + "x" + shape.heightPixels() + "x" + shape.channels());
        }
        Map<String, Classification> results = new LinkedHashMap<>();
        traits().keySet().forEach(trait -> results.put(trait, new Classification(new int[count], new float[count])));
        for (int from = 0; from < count; from += ROWS) {
            int first = from;
            int rows = Math.min(ROWS, count - first);
            Inference.run(scratch -> pass(scratch, planes(pixels, first, rows), weights)
                    .forEach((trait, shares) -> {
                        for (int row = 0; row < rows; row++) {
                            pickBest(shares, row, results.get(trait), first + row);
                        }
                    }));
        }
        return results;
    }

    /** Scaled to -1 to 1, a plane for each channel; missing rows are grey. */
    private float[] planes(byte[] pixels, int first, int rows) {
        float[] planes = new float[ROWS * shape.bytes()];
        int plane = shape.widthPixels() * shape.heightPixels();
        for (int row = 0; row < rows; row++) {
            for (int p = 0; p < plane; p++) {
                for (int channel = 0; channel < shape.channels(); channel++) {
                    int level = pixels[(first + row) * shape.bytes() + p * shape.channels() + channel] & 0xFF;
                    planes[row * shape.bytes() + channel * plane + p] = level / 127.5f - 1;
                }
            }
        }
        return planes;
    }

    private Map<String, float[]> pass(NDManager scratch, float[] planes, Parameters p) {
        var images =
                scratch.create(planes, new Shape(ROWS, shape.channels(), shape.heightPixels(), shape.widthPixels()));
        Map<String, float[]> shares = new LinkedHashMap<>();
        network.logits(images, p)
                .forEach((trait, logits) -> shares.put(trait, logits.softmax(1).toFloatArray()));
        return shares;
    }

    private static void pickBest(float[] shares, int row, Classification result, int image) {
        int labels = shares.length / ROWS;
        for (int label = 0; label < labels; label++) {
            float share = shares[row * labels + label];
            if (share > result.confidences()[image]) {
                result.confidences()[image] = share;
                result.classes()[image] = label;
            }
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
