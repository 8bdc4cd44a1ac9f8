package io.vasari.training.steps;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.Collection;

/** The length of all gradients of a step, seen as one vector, by which they are clipped together (R. Pascanu et al., 2013). */
public final class GradientNorm {

    private static final int CHUNK = 2048;

    private final float[] chunk = new float[CHUNK];
    private double squares;

    /** Adds the gradients that were recorded for these tensors. */
    public void add(TrackedWeights tracked, Collection<String> names) {
        for (String name : names) {
            NDArray gradient = tracked.get(name).getGradient();
            add(NativeFloats.of(gradient));
            gradient.close();
        }
    }

    private void add(FloatBuffer values) {
        int total = values.remaining();
        for (int from = 0; from < total; from += CHUNK) {
            int length = Math.min(CHUNK, total - from);
            values.get(from, chunk, 0, length);
            double sum = 0;
            for (int i = 0; i < length; i++) {
                sum += chunk[i] * chunk[i];
            }
            squares += sum;
        }
    }

    /** The length of what was added. */
    public double value() {
        return Math.sqrt(squares);
    }

    /** The factor that shortens the gradients to at most {@code limit}. */
    public double scaleTo(double limit) {
        double norm = value();
        return norm > limit ? limit / norm : 1;
    }
}
