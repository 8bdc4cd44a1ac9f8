package io.vasari.training.steps;

import io.vasari.models.weights.Weights;
import java.nio.FloatBuffer;

/** The exponential moving average of weights, which is what gets published (B. Polyak and A. Juditsky, 1992). */
public final class MovingAverage {

    private static final int CHUNK = 2048;

    private final double limit;
    private final float[] averages = new float[CHUNK];
    private final float[] news = new float[CHUNK];

    /**
     * @param limit share that the average keeps of itself in each step, once it is warm
     */
    public MovingAverage(double limit) {
        this.limit = limit;
    }

    /**
     * Moves an average towards weights of the same names and shapes.
     *
     * @param step steps behind the weights, from 1; early averages forget faster
     */
    public void update(Weights average, Weights weights, long step) {
        float share = (float) (1 - Math.min(limit, (1.0 + step) / (10.0 + step)));
        average.all()
                .forEach((name, tensor) -> update(NativeFloats.of(tensor), NativeFloats.of(weights.get(name)), share));
    }

    private void update(FloatBuffer average, FloatBuffer weights, float share) {
        int total = average.remaining();
        for (int from = 0; from < total; from += CHUNK) {
            int length = Math.min(CHUNK, total - from);
            average.get(from, averages, 0, length);
            weights.get(from, news, 0, length);
            for (int i = 0; i < length; i++) {
                averages[i] += share * (news[i] - averages[i]);
            }
            average.put(from, averages, 0, length);
        }
    }
}
