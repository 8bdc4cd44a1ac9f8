package io.vasari.training.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.clip.CLIPModel;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Parameters;
import io.vasari.training.vases.CaptionOrder;
import io.vasari.training.vases.VaseMixture;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Classifies pictures by the prompt that is nearest to them (A. Radford et al., 2021, section 3.1): a class is the mean of its
 * prompts' directions.
 */
final class ZeroShot {

    private static final int ROWS = 64;

    private final CLIPModel model;
    private final Parameters weights;

    ZeroShot(CLIPModel model, Parameters weights) {
        this.model = model;
        this.weights = weights;
    }

    /** Directions of pictures, all of length 1. */
    float[][] look(VaseMixture vases) {
        float[][] directions = new float[vases.size()][];
        for (int from = 0; from < vases.size(); from += ROWS) {
            int first = from;
            int rows = Math.min(ROWS, vases.size() - from);
            float[] pixels = new float[rows * ClipConfigs.PIXELS];
            for (int row = 0; row < rows; row++) {
                vases.copyPlanes(first + row, pixels, row * ClipConfigs.PIXELS);
            }
            Inference.run(scratch -> {
                NDArray images = scratch.create(pixels, new Shape(rows, 3, ClipConfigs.SIDE, ClipConfigs.SIDE));
                copyRows(CLIPModel.normalized(model.imageFeatures(images, weights)), directions, first);
            });
        }
        return directions;
    }

    /**
     * How often the nearest class is right, 0 to 1.
     *
     * @param pictures what {@link #look} said of the same vases
     */
    Map<CaptionOrder, Double> accuracy(ZeroShotTask task, VaseMixture vases, float[][] pictures) {
        float[][] classes = task.prompts().stream().map(this::direction).toArray(float[][]::new);
        Map<CaptionOrder, Double> shares = new EnumMap<>(CaptionOrder.class);
        for (CaptionOrder order : CaptionOrder.values()) {
            int right = 0;
            int total = 0;
            for (int i = 0; i < pictures.length; i++) {
                if (vases.order(i) == order) {
                    right += nearest(pictures[i], classes) == task.truth().applyAsInt(vases.traits(i)) ? 1 : 0;
                    total++;
                }
            }
            shares.put(order, (double) right / total);
        }
        return shares;
    }

    private float[] direction(List<String> prompts) {
        float[][] directions = new float[prompts.size()][];
        List<List<String>> words =
                prompts.stream().map(prompt -> List.of(prompt.split(" "))).toList();
        Inference.run(scratch -> copyRows(
                CLIPModel.normalized(model.textFeatures(Prompts.tokens(words, scratch), Optional.empty(), weights)),
                directions,
                0));
        float[] sum = new float[directions[0].length];
        for (float[] direction : directions) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += direction[i];
            }
        }
        float length = (float) Math.sqrt(dot(sum, sum));
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= length;
        }
        return sum;
    }

    private static void copyRows(NDArray matrix, float[][] rows, int first) {
        int width = (int) matrix.getShape().get(1);
        float[] values = matrix.toFloatArray();
        for (int row = 0; row < values.length / width; row++) {
            rows[first + row] = Arrays.copyOfRange(values, row * width, (row + 1) * width);
        }
    }

    private static int nearest(float[] picture, float[][] classes) {
        int best = 0;
        for (int i = 1; i < classes.length; i++) {
            best = dot(picture, classes[i]) > dot(picture, classes[best]) ? i : best;
        }
        return best;
    }

    private static float dot(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
