package io.vasari.training.steps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Weights;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The optimiser Adam (D. P. Kingma and J. Ba, 2015, algorithm 1), in one pass over plain arrays; with a decay, AdamW (I. Loshchilov
 * and F. Hutter, 2019, algorithm 2).
 *
 * <p>Weights and gradients are read and written where the engine keeps them; a chunk of each stays in the first-level cache
 * meanwhile. That is several times faster than a chain of tensor operations on one core. Not safe for concurrent use.
 */
public final class Adam {

    private static final float EPSILON = 1e-8f;
    private static final int CHUNK = 2048;

    private final double beta1;
    private final double beta2;
    private final double decay;
    private final Map<String, Moments> moments = new LinkedHashMap<>();
    private final float[] weightChunk = new float[CHUNK];
    private final float[] gradientChunk = new float[CHUNK];
    private long step;

    public Adam(double beta1, double beta2, Map<String, Shape> shapes) {
        this(beta1, beta2, 0, shapes);
    }

    /**
     * As AdamW.
     *
     * @param decay share of a weight that a step of rate 1 takes away; vectors, which are biases and scales, keep theirs
     */
    public Adam(double beta1, double beta2, double decay, Map<String, Shape> shapes) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.decay = decay;
        shapes.forEach((name, shape) -> moments.put(name, new Moments((int) shape.size())));
    }

    /**
     * Moves every weight by one step against the gradients that were recorded on {@code tracked}.
     *
     * @param rate the learning rate of this step
     */
    public void step(double rate, Weights weights, TrackedWeights tracked) {
        step(rate, 1, weights, tracked);
    }

    /**
     * As {@link #step(double, Weights, TrackedWeights)}, on scaled gradients.
     *
     * @param gradientScale factor on every gradient, below 1 where they are clipped
     */
    public void step(double rate, double gradientScale, Weights weights, TrackedWeights tracked) {
        step++;
        double correction1 = 1 - Math.pow(beta1, step);
        double correction2 = 1 - Math.pow(beta2, step);
        float size = (float) (rate / correction1);
        float scale = (float) (1 / Math.sqrt(correction2));
        moments.forEach((name, moment) -> {
            NDArray weight = weights.get(name);
            float kept = weight.getShape().dimension() > 1 ? (float) (1 - rate * decay) : 1;
            NDArray gradient = tracked.get(name).getGradient();
            update(NativeFloats.of(weight), NativeFloats.of(gradient), moment, size, scale, kept, (float)
                    gradientScale);
            gradient.close();
        });
    }

    private void update(
            FloatBuffer weights,
            FloatBuffer gradients,
            Moments moment,
            float size,
            float scale,
            float kept,
            float gradientScale) {
        int total = weights.remaining();
        for (int from = 0; from < total; from += CHUNK) {
            int length = Math.min(CHUNK, total - from);
            weights.get(from, weightChunk, 0, length);
            gradients.get(from, gradientChunk, 0, length);
            scale(weightChunk, kept, length);
            scale(gradientChunk, gradientScale, length);
            updateChunk(
                    weightChunk,
                    gradientChunk,
                    moment.mean,
                    moment.square,
                    from,
                    length,
                    (float) beta1,
                    (float) beta2,
                    size,
                    scale);
            weights.put(from, weightChunk, 0, length);
        }
    }

    private static void scale(float[] values, float factor, int n) {
        if (factor != 1) {
            for (int i = 0; i < n; i++) {
                values[i] *= factor;
            }
        }
    }

    private static void updateChunk(
            float[] w,
            float[] g,
            float[] mean,
            float[] square,
            int from,
            int n,
            float b1,
            float b2,
            float size,
            float scale) {
        for (int i = 0; i < n; i++) {
            mean[from + i] = b1 * mean[from + i] + (1 - b1) * g[i];
        }
        for (int i = 0; i < n; i++) {
            square[from + i] = b2 * square[from + i] + (1 - b2) * g[i] * g[i];
        }
        for (int i = 0; i < n; i++) {
            w[i] -= size * mean[from + i] / ((float) Math.sqrt(square[from + i]) * scale + EPSILON);
        }
    }

    /** Both moments of every weight as tensors named {@code <weight>.mean} and {@code <weight>.square}. */
    public Weights state(Map<String, Shape> shapes) {
        Weights state = new Weights();
        moments.forEach((name, moment) -> {
            state.put(name + ".mean", shapes.get(name), moment.mean);
            state.put(name + ".square", shapes.get(name), moment.square);
        });
        return state;
    }

    /** Continues from a {@link #state} that was saved after {@code steps} steps. */
    public void restore(Weights state, long steps) {
        moments.forEach((name, moment) -> {
            NativeFloats.of(state.get(name + ".mean")).get(moment.mean);
            NativeFloats.of(state.get(name + ".square")).get(moment.square);
        });
        step = steps;
    }

    /** Name and shape of the tensors of {@link #state}. */
    public static Map<String, Shape> stateShapes(Map<String, Shape> shapes) {
        Map<String, Shape> result = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            result.put(name + ".mean", shape);
            result.put(name + ".square", shape);
        });
        return result;
    }

    private record Moments(float[] mean, float[] square) {
        Moments(int size) {
            this(new float[size], new float[size]);
        }
    }
}
