package io.vasari.models;

import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Weights;
import java.util.Map;
import java.util.Random;

/** Untrained weights for tests: uniform, of the size that keeps activations alive. */
public final class RandomWeights {

    private RandomWeights() {}

    public static Weights of(Map<String, Shape> shapes, long seed) {
        Random random = new Random(seed);
        Weights weights = new Weights();
        shapes.forEach((name, shape) -> {
            double bound = Math.sqrt(6.0 * shape.get(0) / shape.size());
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * (shape.dimension() > 1 ? bound : 0.1));
            }
            weights.put(name, shape, values);
        });
        return weights;
    }
}
