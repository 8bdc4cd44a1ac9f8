package io.vasari.models.lenet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.Classifier;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.clip.images.ImageFit;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Weights;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** {@link Lenet} with trained weights: the classes, and as features the hidden units before the last layer. */
public final class LenetClassifier implements Classifier, Embedder {

    private static final ImageShape SHAPE = new ImageShape(28, 28, 1);
    private static final int ROWS = 64;

    private final ChannelsLast weights;
    private final List<String> classes;
    private final String feature;

    /**
     * Takes ownership of the weights.
     *
     * @param feature what its features are called
     */
    public LenetClassifier(Weights weights, List<String> classes, String feature) {
        this.weights = new ChannelsLast(weights);
        this.classes = List.copyOf(classes);
        this.feature = feature;
    }

    @Override
    public ImageShape shape() {
        return SHAPE;
    }

    @Override
    public int batchSize() {
        return ROWS;
    }

    @Override
    public long sizeBytes() {
        return weights.sizeBytes();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public float[] probabilities(byte[] pixels, int count) {
        if (count < 0 || (long) count * SHAPE.bytes() > pixels.length) {
            throw new IllegalArgumentException(pixels.length + " pixels for " + count + " images of 28x28");
        }
        float[] all = new float[Math.multiplyExact(count, Lenet.CLASSES)];
        float[] rows = new float[ROWS * Lenet.CLASSES];
        for (int from = 0; from < count; from += ROWS) {
            int first = from;
            int length = Math.min(ROWS, count - first);
            Inference.run(scratch -> pass(scratch, pixels, first, length, rows));
            System.arraycopy(rows, 0, all, first * Lenet.CLASSES, length * Lenet.CLASSES);
        }
        return all;
    }

    @Override
    public int dimension() {
        return Lenet.HIDDEN;
    }

    @Override
    public String feature() {
        return feature;
    }

    @Override
    public float[][] embed(byte[] pixels, ImageShape from, int count) {
        byte[] fitted = ImageFit.fit(pixels, from, count, SHAPE);
        float[][] features = new float[count][];
        for (int start = 0; start < count; start += ROWS) {
            int first = start;
            int length = Math.min(ROWS, count - first);
            Inference.run(scratch -> {
                float[] hidden = Lenet.hidden(images(scratch, fitted, first, length), weights)
                        .toFloatArray();
                for (int row = 0; row < length; row++) {
                    features[first + row] = Arrays.copyOfRange(hidden, row * Lenet.HIDDEN, (row + 1) * Lenet.HIDDEN);
                }
            });
        }
        return features;
    }

    private void pass(NDManager scratch, byte[] pixels, int first, int count, float[] probabilities) {
        Lenet.logits(images(scratch, pixels, first, count), weights)
                .softmax(1)
                .toByteBuffer(true)
                .asFloatBuffer()
                .get(probabilities);
    }

    private static NDArray images(NDManager scratch, byte[] pixels, int first, int count) {
        ByteBuffer input = ByteBuffer.allocateDirect(ROWS * Lenet.PIXELS);
        input.put(pixels, first * Lenet.PIXELS, count * Lenet.PIXELS).rewind();
        return scratch.create(input, new Shape(ROWS, 1, 28, 28), DataType.UINT8)
                .toType(DataType.FLOAT32, false)
                .divi(255f);
    }

    @Override
    public void close() {
        weights.close();
    }
}
