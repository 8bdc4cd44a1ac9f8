package io.vasari.training.diffusion;

import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Weights;
import io.vasari.training.steps.InitialWeights;
import io.vasari.training.steps.LearnedNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Everything that a run carries from one step to the next: the UNet and the text encoder. */
final class VaseState implements AutoCloseable {

    private static final String UNET = "unet";
    private static final String TEXT = "text_encoder";

    private final LearnedNetwork unet;
    private final LearnedNetwork text;
    private long steps;

    private VaseState(LearnedNetwork unet, LearnedNetwork text, long steps) {
        this.unet = unet;
        this.text = text;
        this.steps = steps;
    }

    /** Untrained networks. Every block of the UNet starts as the identity. */
    static VaseState fresh(VaseNetworks networks, long seed) {
        Random random = new Random(seed);
        return new VaseState(first(networks.unetShapes(), random), first(networks.textShapes(), random), 0);
    }

    private static LearnedNetwork first(Map<String, Shape> shapes, Random random) {
        return LearnedNetwork.fresh(
                shapes,
                InitialWeights.normalized(
                        shapes,
                        name -> name.endsWith(".conv2.weight")
                                || name.endsWith(".proj_out.weight")
                                || name.equals("conv_out.weight"),
                        name -> name.endsWith("_embedding.weight"),
                        random));
    }

    /** Starts a run at the averages of another run's checkpoint. */
    static VaseState startingFrom(Path folder, VaseNetworks networks) {
        return new VaseState(
                LearnedNetwork.startingFrom(folder.resolve(UNET), networks.unetShapes()),
                LearnedNetwork.startingFrom(folder.resolve(TEXT), networks.textShapes()),
                0);
    }

    /** Continues from a folder that {@link #save} wrote after {@code steps} steps. */
    static VaseState load(Path folder, VaseNetworks networks, long steps) {
        return new VaseState(
                LearnedNetwork.load(folder.resolve(UNET), networks.unetShapes(), steps),
                LearnedNetwork.load(folder.resolve(TEXT), networks.textShapes(), steps),
                steps);
    }

    /** The averaged weights of the UNet in a folder that {@link #save} wrote. */
    static Weights averageUnet(Path folder, VaseNetworks networks) {
        return LearnedNetwork.average(folder.resolve(UNET), networks.unetShapes());
    }

    /** The averaged weights of the text encoder in a folder that {@link #save} wrote. */
    static Weights averageText(Path folder, VaseNetworks networks) {
        return LearnedNetwork.average(folder.resolve(TEXT), networks.textShapes());
    }

    void save(Path folder) throws IOException {
        unet.save(folder.resolve(UNET));
        text.save(folder.resolve(TEXT));
    }

    LearnedNetwork unet() {
        return unet;
    }

    LearnedNetwork text() {
        return text;
    }

    /** Steps since the first weights of this run. */
    long steps() {
        return steps;
    }

    void stepDone() {
        steps++;
    }

    @Override
    public void close() {
        unet.close();
        text.close();
    }
}
