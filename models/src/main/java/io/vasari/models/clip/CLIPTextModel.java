package io.vasari.models.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.layers.LayerNorm;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CLIP's text tower: a causal transformer over tokens.
 *
 * <p>Tensors are named and shaped as those of transformers' CLIPTextModel. Immutable; safe from any thread.
 */
public final class CLIPTextModel {

    private static final String NAME = "text_model";
    private static final String TOKENS = NAME + ".embeddings.token_embedding.weight";
    private static final String POSITIONS = NAME + ".embeddings.position_embedding.weight";

    private final CLIPTextConfig config;
    private final Tower tower;
    private final LayerNorm finalNorm;

    public CLIPTextModel(CLIPTextConfig config) {
        this.config = config;
        this.tower = new Tower(NAME + ".encoder", config.tower());
        this.finalNorm = new LayerNorm(
                NAME + ".final_layer_norm",
                config.tower().width(),
                config.tower().normEps());
    }

    /**
     * What a text becomes.
     *
     * @param lastHiddenState after the final norm, shape (n, length, width)
     * @param poolerOutput its row at the end token, shape (n, width)
     * @param hiddenStates embeddings and the result of every layer, before the final norm, each of shape (n, length, width)
     */
    public record Output(NDArray lastHiddenState, NDArray poolerOutput, List<NDArray> hiddenStates) {}

    /** What it was built from. */
    public CLIPTextConfig config() {
        return config;
    }

    /** Name and shape of every tensor. */
    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put(TOKENS, new Shape(config.vocabulary(), config.tower().width()));
        shapes.put(POSITIONS, new Shape(config.positions(), config.tower().width()));
        tower.declare(shapes);
        finalNorm.declare(shapes);
        return shapes;
    }

    /** Whether a tensor that old files hold beside {@link #shapes} may be skipped: it counts from 0 up. */
    public static boolean isIgnorable(String name) {
        return name.endsWith("embeddings.position_ids");
    }

    /** As {@link #forward(NDArray, Optional, Parameters)} without a mask, which is how diffusion pipelines call it. */
    public Output forward(NDArray inputIds, Parameters p) {
        return forward(inputIds, Optional.empty(), p);
    }

    /**
     * Encodes texts. The results are on the manager of {@code inputIds}.
     *
     * @param inputIds tokens, int64, shape (n, length), at most as long as the config's positions
     * @param attentionMask int64, shape (n, length): 0 where a token must not be read
     * @throws IllegalArgumentException if the texts are too long
     */
    public Output forward(NDArray inputIds, Optional<NDArray> attentionMask, Parameters p) {
        long[][] ids = rows(inputIds);
        List<NDArray> states = states(inputIds, attentionMask, p);
        NDArray last = finalNorm.forward(states.get(states.size() - 1), p);
        return new Output(last, pooled(last, ids), states);
    }

    /**
     * Encodes texts as a prompt for a diffusion model.
     *
     * @param inputIds tokens, int64, shape (n, length)
     * @param clipSkip how many of the last layers are left out, at least 0
     * @return shape (n, length, width), after the final norm; all other tensors made are closed
     */
    public NDArray encode(NDArray inputIds, int clipSkip, Parameters p) {
        if (clipSkip < 0 || clipSkip > config.tower().layers()) {
            throw new IllegalArgumentException("clip skip is " + clipSkip + ", but must be 0 to "
                    + config.tower().layers() + ", the number of layers");
        }
        return Scope.run(() -> {
            List<NDArray> states = states(inputIds, Optional.empty(), p);
            return finalNorm.forward(states.get(states.size() - 1 - clipSkip), p);
        });
    }

    private List<NDArray> states(NDArray inputIds, Optional<NDArray> attentionMask, Parameters p) {
        Shape shape = inputIds.getShape();
        if (shape.get(1) > config.positions()) {
            throw new IllegalArgumentException(
                    "a text has " + shape.get(1) + " tokens, but the model reads at most " + config.positions());
        }
        NDArray embedded = Scope.run(() -> {
            NDArray tokens = JniUtils.embedding((PtNDArray) inputIds, (PtNDArray) p.get(TOKENS), false);
            NDArray positions = p.get(POSITIONS);
            return tokens.add(JniUtils.slice((PtNDArray) positions, 0, 0, shape.get(1), 1));
        });
        try (NDArray mask = mask(inputIds, attentionMask)) {
            return tower.forward(embedded, Optional.of(mask), p);
        }
    }

    /** What is added to scores: shape (n, 1, length, length), or (1, 1, length, length) if all texts share it. */
    private static NDArray mask(NDArray inputIds, Optional<NDArray> attentionMask) {
        int length = (int) inputIds.getShape().get(1);
        long[][] readable = attentionMask.map(CLIPTextModel::rows).orElseGet(() -> {
            long[] all = new long[length];
            Arrays.fill(all, 1);
            return new long[][] {all};
        });
        float[] mask = new float[readable.length * length * length];
        int at = 0;
        for (long[] row : readable) {
            for (int query = 0; query < length; query++) {
                for (int key = 0; key < length; key++) {
                    mask[at++] = key > query || row[key] == 0 ? -Float.MAX_VALUE : 0;
                }
            }
        }
        return inputIds.getManager().create(mask, new Shape(readable.length, 1, length, length));
    }

    private NDArray pooled(NDArray last, long[][] ids) {
        long length = last.getShape().get(1);
        long[] places = new long[ids.length];
        for (int row = 0; row < ids.length; row++) {
            places[row] = row * length + endPlace(ids[row]);
        }
        return Scope.run(() -> {
            NDArray rows = last.reshape(ids.length * length, -1);
            // A copy in the engine's own memory: the graph of gradients keeps it, and would not keep the memory of
            // Java.
            NDArray chosen = last.getManager().create(places).duplicate();
            return JniUtils.embedding((PtNDArray) chosen, (PtNDArray) rows, false);
        });
    }

    private int endPlace(long[] ids) {
        int place = 0;
        for (int i = 0; i < ids.length; i++) {
            if (config.endId() == CLIPTextConfig.LEGACY_END_ID) {
                place = ids[i] > ids[place] ? i : place;
            } else if (ids[i] == config.endId()) {
                return i;
            }
        }
        return place;
    }

    private static long[][] rows(NDArray matrix) {
        int width = (int) matrix.getShape().get(1);
        long[] all = matrix.toLongArray();
        long[][] rows = new long[all.length / width][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
        }
        return rows;
    }
}
