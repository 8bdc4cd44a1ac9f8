package io.vasari.training.steps;

import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Weights;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

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

    /**
     * As frameworks start networks with normalizations: matrices and kernels uniform in plus or minus one over the root of their
     * inputs, scales 1, biases 0.
     *
     * @param zeroed names of matrices and kernels that start at 0, so that their block starts as the identity
     * @param embeddings names of tables, whose entries start normal with deviation 0.02
     */
    public static Weights normalized(
            Map<String, Shape> shapes, Predicate<String> zeroed, Predicate<String> embeddings, Random random) {
        Weights weights = new Weights();
        shapes.forEach((name, shape) -> {
            float[] values = new float[(int) shape.size()];
            boolean vector = shape.dimension() <= 1;
            double bound = vector ? 0 : Math.sqrt(shape.get(0) / (double) values.length);
            for (int i = 0; i < values.length; i++) {
                if (vector) {
                    values[i] = name.endsWith("weight") ? 1 : 0;
                } else if (embeddings.test(name)) {
                    values[i] = (float) (0.02 * random.nextGaussian());
                } else if (!zeroed.test(name)) {
                    values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
                }
            }
            weights.put(name, shape, values);
        });
        return weights;
    }
}
