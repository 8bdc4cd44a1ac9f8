package io.vasari.training.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.clip.CLIPTextConfig;
import io.vasari.models.clip.CLIPTextModel;
import io.vasari.models.unet.UNet2DConditionConfig;
import io.vasari.models.unet.UNet2DConditionModel;
import io.vasari.models.weights.Parameters;
import io.vasari.training.cards.PackageWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The two networks of {@code vase-diffusion}, as functions of their weights. */
final class VaseNetworks {

    private static final String CONFIG = "config.json";

    private final UNet2DConditionModel unet;
    private final CLIPTextModel text;

    private VaseNetworks(UNet2DConditionModel unet, CLIPTextModel text) {
        this.unet = unet;
        this.text = text;
    }

    /** Builds them of configuration files, as any reader of the package does; the files are written into the folder first. */
    static VaseNetworks create(Path folder) throws IOException {
        Path unet = folder.resolve("unet").resolve(CONFIG);
        Path text = folder.resolve("text_encoder").resolve(CONFIG);
        PackageWriter.json(unet, VaseConfigs.unet());
        PackageWriter.json(text, VaseConfigs.textEncoder());
        return new VaseNetworks(
                new UNet2DConditionModel(UNet2DConditionConfig.read(unet)),
                new CLIPTextModel(CLIPTextConfig.read(text)));
    }

    Map<String, Shape> unetShapes() {
        return unet.shapes();
    }

    Map<String, Shape> textShapes() {
        return text.shapes();
    }

    /**
     * Encodes prompts.
     *
     * @param tokens int64, of shape {@link #prompts}
     * @return shape (rows, tokens of a prompt, width)
     */
    NDArray encode(NDArray tokens, Parameters weights) {
        return text.encode(tokens, 0, weights);
    }

    /**
     * Predicts velocities.
     *
     * @param noised of shape {@link #pictures}
     * @param timesteps of shape (rows), whole numbers as float32
     * @param context encoded prompts
     * @return the shape of {@code noised}
     */
    NDArray velocity(NDArray noised, NDArray timesteps, NDArray context, Parameters weights) {
        return unet.forward(noised, timesteps, context, weights);
    }

    static Shape pictures(int rows) {
        return new Shape(rows, 3, VaseConfigs.SIDE, VaseConfigs.SIDE);
    }

    static Shape prompts(int rows) {
        return new Shape(rows, VaseConfigs.VOCABULARY.length());
    }
}
