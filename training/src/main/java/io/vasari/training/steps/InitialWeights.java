package io.vasari.training.steps;

import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Weights;
import java.util.Map;
import java.util.Random;

/** First values of a network's tensors. */
public final class InitialWeights {

    private InitialWeights() {}

    /**
     * Uniform in plus or minus one over the root of the layer's inputs, for weights and biases alike.
     *
     * @param shapes of a layer's weight, outputs first, then of its bias; layer by layer
     */
    public static Weights uniform(Map<String, Shape> shapes, Random random) {
        Weights weights = new Weights();
        long inputs = 1;
        for (Map.Entry<String, Shape> tensor : shapes.entrySet()) {
            Shape shape = tensor.getValue();
            inputs = shape.dimension() > 1 ? shape.size() / shape.get(0) : inputs;
            float bound = (float) (1 / Math.sqrt(inputs));
            float[] values = new float[(int) shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (2 * random.nextFloat() - 1) * bound;
            }
            weights.put(tensor.getKey(), shape, values);
        }
        return weights;
    }
}
