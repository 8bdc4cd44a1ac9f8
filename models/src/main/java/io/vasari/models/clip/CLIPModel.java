package io.vasari.models.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Linear;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Both towers of CLIP, with projections into one space where the cosine tells how well an image fits a text.
 *
 * <p>Tensors are named and shaped as those of transformers' CLIPModel. Immutable; safe from any thread.
 */
public final class CLIPModel {

    /** Name of the tensor whose exponential cosines are multiplied by. */
    public static final String LOGIT_SCALE = "logit_scale";

    private final CLIPConfig config;
    private final CLIPTextModel text;
    private final CLIPVisionModel vision;
    private final Linear textProjection;
    private final Linear visualProjection;

    public CLIPModel(CLIPConfig config) {
        this.config = config;
        this.text = new CLIPTextModel(config.text());
        this.vision = new CLIPVisionModel(config.vision());
        int width = config.projectionWidth();
        this.textProjection =
                Linear.plain("text_projection", config.text().tower().width(), width);
        this.visualProjection =
                Linear.plain("visual_projection", config.vision().tower().width(), width);
    }

    /**
     * What an image becomes.
     *
     * @param lastHiddenState shape (n, patches + 1, width), without a norm
     * @param poolerOutput class token after the last norm, shape (n, width)
     * @param hiddenStates embeddings and the result of every layer
     */
    public record VisionOutput(NDArray lastHiddenState, NDArray poolerOutput, List<NDArray> hiddenStates) {}

    /** What it was built from. */
    public CLIPConfig config() {
        return config;
    }

    /** Name and shape of every tensor. */
    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>(text.shapes());
        vision.declare(shapes);
        textProjection.declare(shapes);
        visualProjection.declare(shapes);
        shapes.put(LOGIT_SCALE, new Shape());
        return shapes;
    }

    /** The text tower, on the same parameters. */
    public CLIPTextModel text() {
        return text;
    }

    /**
     * Runs the image tower. The results are on the manager of {@code pixelValues}.
     *
     * @param pixelValues normalized as the preprocessor's config says, shape (n, channels, side, side)
     */
    public VisionOutput vision(NDArray pixelValues, Parameters p) {
        List<NDArray> states = vision.states(pixelValues, p);
        NDArray last = states.get(states.size() - 1);
        return new VisionOutput(last, vision.pooled(last, p), states);
    }

    /**
     * Places texts in the common space.
     *
     * @param inputIds tokens, int64, shape (n, length)
     * @param attentionMask int64, shape (n, length): 0 where a token must not be read
     * @return shape (n, projection width), not normalized; all other tensors made are closed
     */
    public NDArray textFeatures(NDArray inputIds, Optional<NDArray> attentionMask, Parameters p) {
        return Scope.run(() ->
                textProjection.forward(text.forward(inputIds, attentionMask, p).poolerOutput(), p));
    }

    /**
     * Places images in the common space.
     *
     * @param pixelValues shape (n, channels, side, side)
     * @return shape (n, projection width), not normalized; all other tensors made are closed
     */
    public NDArray imageFeatures(NDArray pixelValues, Parameters p) {
        return Scope.run(() -> visualProjection.forward(vision(pixelValues, p).poolerOutput(), p));
    }

    /**
     * How well each image fits each text: cosines times the learned scale.
     *
     * @param imageFeatures shape (i, projection width)
     * @param textFeatures shape (t, projection width)
     * @return shape (i, t); softmax over the texts gives the probabilities of zero-shot classes
     */
    public static NDArray logitsPerImage(NDArray imageFeatures, NDArray textFeatures, Parameters p) {
        return Scope.run(() -> normalized(imageFeatures)
                .matMul(normalized(textFeatures).transpose())
                .mul(p.get(LOGIT_SCALE).exp()));
    }

    /** Scales every row to length 1. */
    public static NDArray normalized(NDArray features) {
        return Scope.run(
                () -> features.div(features.square().sum(new int[] {1}, true).sqrt()));
    }
}
