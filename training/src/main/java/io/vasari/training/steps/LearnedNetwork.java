package io.vasari.training.steps;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A network in training: its weights, their moving average, and the optimiser. */
public final class LearnedNetwork implements AutoCloseable {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double DECAY = 0.01;
    private static final double KEPT = 0.999;

    private static final String WEIGHTS = "weights.safetensors";
    private static final String AVERAGE = "average.safetensors";
    private static final String ADAM = "adam.safetensors";

    private final Map<String, Shape> shapes;
    private final Weights weights;
    private final Weights average;
    private final Adam adam;
    private final MovingAverage averaging = new MovingAverage(KEPT);

    private LearnedNetwork(Map<String, Shape> shapes, Weights weights, Weights average) {
        this.shapes = shapes;
        this.weights = weights;
        this.average = average;
        this.adam = new Adam(BETA1, BETA2, DECAY, shapes);
    }

    /** Starts at the given weights, which it owns from now on. */
    public static LearnedNetwork fresh(Map<String, Shape> shapes, Weights first) {
        Weights average = new Weights();
        shapes.forEach((name, shape) -> average.put(name, shape, first.get(name).toFloatArray()));
        return new LearnedNetwork(shapes, first, average);
    }

    /** Starts at the average of another run's checkpoint. */
    public static LearnedNetwork startingFrom(Path folder, Map<String, Shape> shapes) {
        return fresh(shapes, average(folder, shapes));
    }

    /** Continues from a folder that {@link #save} wrote after {@code steps} steps. */
    public static LearnedNetwork load(Path folder, Map<String, Shape> shapes, long steps) {
        var network = new LearnedNetwork(
                shapes, SafetensorsFile.read(folder.resolve(WEIGHTS), shapes), average(folder, shapes));
        try (Weights moments = SafetensorsFile.read(folder.resolve(ADAM), Adam.stateShapes(shapes))) {
            network.adam.restore(moments, steps);
        }
        return network;
    }

    /** The average in a folder that {@link #save} wrote. */
    public static Weights average(Path folder, Map<String, Shape> shapes) {
        return SafetensorsFile.read(folder.resolve(AVERAGE), shapes);
    }

    /** Writes everything that {@link #load} needs. */
    public void save(Path folder) throws IOException {
        Files.createDirectories(folder);
        SafetensorsFile.write(weights, folder.resolve(WEIGHTS), DataType.FLOAT32);
        SafetensorsFile.write(average, folder.resolve(AVERAGE), DataType.FLOAT32);
        try (Weights moments = adam.state(shapes)) {
            SafetensorsFile.write(moments, folder.resolve(ADAM), DataType.FLOAT32);
        }
    }

    public Weights weights() {
        return weights;
    }

    public Weights average() {
        return average;
    }

    /** Adds this network's gradients of a step. */
    public void addTo(GradientNorm norm, TrackedWeights tracked) {
        norm.add(tracked, shapes.keySet());
    }

    /**
     * Moves weights and average.
     *
     * @param step steps behind it with this one, from 1
     * @param gradientScale see {@link Adam#step(double, double, Weights, TrackedWeights)}
     */
    public void move(long step, double rate, double gradientScale, TrackedWeights tracked) {
        adam.step(rate, gradientScale, weights, tracked);
        averaging.update(average, weights, step);
    }

    @Override
    public void close() {
        weights.close();
        average.close();
    }
}
