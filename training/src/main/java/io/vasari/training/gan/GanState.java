package io.vasari.training.gan;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.gan.Discriminator;
import io.vasari.models.gan.Generator;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import io.vasari.training.steps.Adam;
import io.vasari.training.steps.InitialWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Everything that a GAN run carries from one step to the next: both networks and both optimisers. */
final class GanState implements AutoCloseable {

    private static final double BETA1 = 0.5;
    private static final double BETA2 = 0.999;

    private final Weights generator;
    private final Weights discriminator;
    private final Adam generatorAdam = new Adam(BETA1, BETA2, Generator.shapes());
    private final Adam discriminatorAdam = new Adam(BETA1, BETA2, Discriminator.shapes());
    private long steps;

    private GanState(Weights generator, Weights discriminator, long steps) {
        this.generator = generator;
        this.discriminator = discriminator;
        this.steps = steps;
    }

    /** Untrained networks. */
    static GanState fresh(long seed) {
        Random random = new Random(seed);
        return new GanState(
                InitialWeights.uniform(Generator.shapes(), random),
                InitialWeights.uniform(Discriminator.shapes(), random),
                0);
    }

    /** Continues from a folder that {@link #save} wrote after {@code steps} steps. */
    static GanState load(Path folder, long steps) {
        var state = new GanState(
                SafetensorsFile.read(folder.resolve("generator.safetensors"), Generator.shapes()),
                SafetensorsFile.read(folder.resolve("discriminator.safetensors"), Discriminator.shapes()),
                steps);
        restore(state.generatorAdam, folder.resolve("generator-adam.safetensors"), Generator.shapes(), steps);
        restore(
                state.discriminatorAdam,
                folder.resolve("discriminator-adam.safetensors"),
                Discriminator.shapes(),
                steps);
        return state;
    }

    /** Writes the networks and the optimisers. */
    void save(Path folder) throws IOException {
        saveNetworks(folder);
        write(generatorAdam, folder.resolve("generator-adam.safetensors"), Generator.shapes());
        write(discriminatorAdam, folder.resolve("discriminator-adam.safetensors"), Discriminator.shapes());
    }

    /** Writes the networks alone, in float32. */
    void saveNetworks(Path folder) throws IOException {
        Files.createDirectories(folder);
        SafetensorsFile.write(generator, folder.resolve("generator.safetensors"), DataType.FLOAT32);
        SafetensorsFile.write(discriminator, folder.resolve("discriminator.safetensors"), DataType.FLOAT32);
    }

    Weights generator() {
        return generator;
    }

    Weights discriminator() {
        return discriminator;
    }

    Adam generatorAdam() {
        return generatorAdam;
    }

    Adam discriminatorAdam() {
        return discriminatorAdam;
    }

    /** Steps since the first weights. */
    long steps() {
        return steps;
    }

    void stepDone() {
        steps++;
    }

    private static void write(Adam adam, Path file, Map<String, Shape> shapes) throws IOException {
        try (Weights state = adam.state(shapes)) {
            SafetensorsFile.write(state, file, DataType.FLOAT32);
        }
    }

    private static void restore(Adam adam, Path file, Map<String, Shape> shapes, long steps) {
        try (Weights state = SafetensorsFile.read(file, Adam.stateShapes(shapes))) {
            adam.restore(state, steps);
        }
    }

    @Override
    public void close() {
        generator.close();
        discriminator.close();
    }
}
