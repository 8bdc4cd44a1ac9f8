package io.vasari.training.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.clip.CLIPTextConfig;
import io.vasari.models.clip.CLIPTextModel;
import io.vasari.models.diffusers.pipeline.Denoiser;
import io.vasari.models.diffusers.pipeline.DiffusionPipeline;
import io.vasari.models.diffusers.pipeline.PixelCodec;
import io.vasari.models.diffusers.pipeline.PromptEncoder;
import io.vasari.models.unet.UNet2DConditionConfig;
import io.vasari.models.unet.UNet2DConditionModel;
import io.vasari.models.weights.Parameters;
import io.vasari.models.weights.Weights;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.tokens.WordTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The two networks of {@code vase-diffusion}, as functions of their weights. */
final class VaseNetworks {

    private static final String CONFIG = "config.json";
    private static final long PROMPT_BYTES = 1L << 20;

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

    /**
     * What readers of the package run, with weights that are read when they are needed.
     *
     * @return it is not to be closed: the weights stay with the caller
     */
    DiffusionPipeline pipeline(Weights unetWeights, Weights textWeights) {
        var tokenizer = new WordTokenizer(VaseConfigs.VOCABULARY);
        return new DiffusionPipeline(
                Denoiser.of(unet, unetWeights),
                Optional.of(new PromptEncoder(tokenizer, text, textWeights, PROMPT_BYTES)),
                new PixelCodec(VaseConfigs.SHAPE.channels()));
    }

    static Shape pictures(int rows) {
        return new Shape(rows, 3, VaseConfigs.SIDE, VaseConfigs.SIDE);
    }

    static Shape prompts(int rows) {
        return new Shape(rows, VaseConfigs.VOCABULARY.length());
    }
}
