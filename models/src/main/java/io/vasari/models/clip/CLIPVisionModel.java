package io.vasari.models.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.layers.Conv2d;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.LayerNorm;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CLIP's image tower: a transformer over patches and one class token. */
final class CLIPVisionModel implements Layer {

    private static final String NAME = "vision_model";
    private static final String CLASS = NAME + ".embeddings.class_embedding";
    private static final String POSITIONS = NAME + ".embeddings.position_embedding.weight";

    private final CLIPVisionConfig config;
    private final Conv2d patches;
    private final LayerNorm firstNorm;
    private final Tower tower;
    private final LayerNorm lastNorm;

    CLIPVisionModel(CLIPVisionConfig config) {
        int width = config.tower().width();
        double eps = config.tower().normEps();
        this.config = config;
        this.patches =
                Conv2d.patches(NAME + ".embeddings.patch_embedding", config.channels(), width, config.patchSide());
        // The name is misspelt in the original.
        this.firstNorm = new LayerNorm(NAME + ".pre_layrnorm", width, eps);
        this.tower = new Tower(NAME + ".encoder", config.tower());
        this.lastNorm = new LayerNorm(NAME + ".post_layernorm", width, eps);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        long width = config.tower().width();
        shapes.put(CLASS, new Shape(width));
        shapes.put(POSITIONS, new Shape(config.patches() + 1, width));
        Layer.declare(List.of(patches, firstNorm, tower, lastNorm), shapes);
    }

    /**
     * Runs the tower.
     *
     * @param pixelValues normalized, shape (n, channels, side, side)
     * @return the embeddings and the result of every layer, each of shape (n, patches + 1, width)
     * @throws IllegalArgumentException if the images have another size
     */
    List<NDArray> states(NDArray pixelValues, Parameters p) {
        Shape shape = pixelValues.getShape();
        if (shape.get(2) != config.imageSide() || shape.get(3) != config.imageSide()) {
            throw new IllegalArgumentException("images are " + shape.get(3) + " x " + shape.get(2)
                    + " pixels, but the model reads " + config.imageSide() + " x " + config.imageSide());
        }
        NDArray embedded = Scope.run(() -> {
            NDArray rows = patches.forward(pixelValues, p)
                    .reshape(shape.get(0), config.tower().width(), -1)
                    .transpose(0, 2, 1);
            // Zeros first, so that the result belongs to the images' manager and not to the weights'.
            NDArray first = pixelValues
                    .getManager()
                    .zeros(new Shape(shape.get(0), 1, config.tower().width()))
                    .add(p.get(CLASS));
            NDArray tokens = first.getNDArrayInternal().concat(new NDList(rows), 1);
            return firstNorm.forward(tokens.add(p.get(POSITIONS)), p);
        });
        return tower.forward(embedded, Optional.empty(), p);
    }

    /** The class token after the last norm, shape (n, width). */
    NDArray pooled(NDArray lastState, Parameters p) {
        NDArray row = JniUtils.slice((PtNDArray) lastState, 1, 0, 1, 1)
                .reshape(lastState.getShape().get(0), -1);
        return lastNorm.forward(row, p);
    }
}
