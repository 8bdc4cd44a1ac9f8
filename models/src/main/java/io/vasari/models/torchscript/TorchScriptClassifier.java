package io.vasari.models.torchscript;

import ai.djl.ndarray.types.Shape;
import io.vasari.models.Classifier;
import io.vasari.models.ImageShape;
import io.vasari.models.ModelLoadException;
import io.vasari.models.clip.images.ImageFit;
import io.vasari.models.torchscript.TorchScriptNetwork.Output;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A TorchScript file as a classifier. Every pass has as many rows, missing ones are black, so what is said of an image does not
 * depend on the others.
 */
public sealed class TorchScriptClassifier implements Classifier permits TorchScriptEmbedder {

    /** What the file is called, as DJL and its tools call it, too. */
    public static final String FILE = TorchScriptNetwork.FILE;

    private static final double SLACK = 1e-3;

    private final TorchScriptNetwork network;
    private final TorchScriptConfig config;
    private final float[][] byLevel;
    private final List<String> classes;

    TorchScriptClassifier(TorchScriptNetwork network, TorchScriptConfig config, List<String> classes) {
        this.network = network;
        this.config = config;
        this.byLevel = config.byLevel();
        this.classes = List.copyOf(classes);
    }

    /**
     * Loads a folder with {@code config.json} and {@code model.pt}, and shows it a black image.
     *
     * @param feature what its features are called, if it has any
     * @param classes names of the classes, in the order of the outputs
     * @return an {@link io.vasari.models.Embedder}, too, if the config names an output for features
     * @throws ModelLoadException naming what is missing or does not fit
     */
    public static TorchScriptClassifier load(String feature, Path folder, List<String> classes) {
        TorchScriptConfig config = TorchScriptConfig.read(folder.resolve("config.json"));
        TorchScriptNetwork network = TorchScriptNetwork.load(folder);
        try {
            TorchScriptClassifier classifier = new TorchScriptClassifier(network, config, classes);
            List<Output> outputs = classifier.pass(new byte[config.shape().bytes()], 0, 1);
            classifier.requireClasses(folder, outputs);
            if (config.featureOutput().isEmpty()) {
                return classifier;
            }
            int output = config.featureOutput().getAsInt();
            int dimension = width(folder, "feature_output", output, outputs, config.rows());
            return new TorchScriptEmbedder(network, config, classes, feature, dimension);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private void requireClasses(Path folder, List<Output> outputs) {
        int width = width(folder, "class_output", config.classOutput(), outputs, config.rows());
        Path file = folder.resolve(FILE);
        if (width != classes.size()) {
            throw new ModelLoadException(
                    file + " tells " + width + " classes apart, but " + classes.size() + " are named");
        }
        float[] row = Arrays.copyOf(outputs.get(config.classOutput()).values(), width);
        double sum = IntStream.range(0, width).mapToDouble(i -> row[i]).sum();
        if (!Double.isFinite(sum)) {
            throw new ModelLoadException(file + " says " + Arrays.toString(row) + " of a black image");
        }
        boolean shares = Math.abs(sum - 1) < SLACK && IntStream.range(0, width).allMatch(i -> row[i] >= 0);
        if (config.probabilities() && !shares) {
            throw new ModelLoadException(file + " gives no probabilities: of a black image they are "
                    + Arrays.toString(row) + ", which sum to " + sum
                    + "; if they are logits, config.json must say so: \"output\": \"logits\"");
        }
    }

    private static int width(Path folder, String key, int index, List<Output> outputs, int rows) {
        Path file = folder.resolve(FILE);
        if (index >= outputs.size()) {
            throw new ModelLoadException(file + " has " + outputs.size() + " outputs, counted from 0, but " + key
                    + " in config.json is " + index);
        }
        long[] shape = outputs.get(index).shape();
        long numbers = outputs.get(index).values().length;
        if (shape.length < 2 || shape[0] != rows || numbers / rows < 1) {
            throw new ModelLoadException(
                    file + ": output " + index + " has the shape " + Arrays.toString(shape) + " for " + rows
                            + " images, expected a row for each; " + key + " in config.json says which output it is");
        }
        return (int) (numbers / rows);
    }

    @Override
    public final ImageShape shape() {
        return config.shape();
    }

    @Override
    public final int batchSize() {
        return config.rows();
    }

    @Override
    public final long sizeBytes() {
        return network.sizeBytes();
    }

    @Override
    public final List<String> classes() {
        return classes;
    }

    @Override
    public final float[] probabilities(byte[] pixels, int count) {
        float[] all = rows(pixels, count, config.classOutput(), classes.size());
        if (!config.probabilities()) {
            for (int row = 0; row < count; row++) {
                softmax(all, row * classes.size(), (row + 1) * classes.size());
            }
        }
        return all;
    }

    private static void softmax(float[] values, int from, int to) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            most = Math.max(most, values[i]);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.exp(values[i] - most);
        }
        for (int i = from; i < to; i++) {
            values[i] = (float) (Math.exp(values[i] - most) / sum);
        }
    }

    /** One output of all images, {@code width} numbers each. */
    final float[] rows(byte[] pixels, int count, int output, int width) {
        ImageFit.check(pixels, config.shape(), count);
        float[] all = new float[Math.multiplyExact(count, width)];
        for (int first = 0; first < count; first += config.rows()) {
            int rows = Math.min(config.rows(), count - first);
            float[] values = pass(pixels, first, rows).get(output).values();
            System.arraycopy(values, 0, all, first * width, rows * width);
        }
        return all;
    }

    private List<Output> pass(byte[] pixels, int first, int rows) {
        ImageShape shape = config.shape();
        int plane = shape.widthPixels() * shape.heightPixels();
        float[] planes = new float[config.rows() * shape.bytes()];
        for (int row = 0; row < config.rows(); row++) {
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int p = 0; p < plane; p++) {
                    int at = (first + row) * shape.bytes() + p * shape.channels() + channel;
                    int level = row < rows ? pixels[at] & 0xFF : 0;
                    planes[row * shape.bytes() + channel * plane + p] = byLevel[channel][level];
                }
            }
        }
        return network.run(
                planes, new Shape(config.rows(), shape.channels(), shape.heightPixels(), shape.widthPixels()));
    }

    @Override
    public final void close() {
        network.close();
    }
}
