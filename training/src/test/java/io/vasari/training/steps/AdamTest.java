package io.vasari.training.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vasari.models.weights.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamTest {

    private static final Map<String, Shape> SHAPES = Map.of("w", new Shape(5000));

    @Test
    void followsThePublishedAlgorithm() {
        Adam adam = new Adam(0.5, 0.999, SHAPES);
        try (Weights weights = ramp()) {
            double[] expected = doubles(weights);
            double[] mean = new double[expected.length];
            double[] square = new double[expected.length];
            for (int step = 1; step <= 4; step++) {
                descend(adam, weights, 0.01);
                for (int i = 0; i < expected.length; i++) {
                    double gradient = 2 * expected[i];
                    mean[i] = 0.5 * mean[i] + 0.5 * gradient;
                    square[i] = 0.999 * square[i] + 0.001 * gradient * gradient;
                    double first = mean[i] / (1 - Math.pow(0.5, step));
                    double second = square[i] / (1 - Math.pow(0.999, step));
                    expected[i] -= 0.01 * first / (Math.sqrt(second) + 1e-8);
                }
            }
            double[] found = doubles(weights);
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(2e-5));
            }
        }
    }

    @Test
    void restoredStateContinuesExactly() {
        Adam adam = new Adam(0.9, 0.999, SHAPES);
        Adam restored = new Adam(0.9, 0.999, SHAPES);
        try (Weights one = ramp();
                Weights other = ramp()) {
            descend(adam, one, 0.1);
            descend(new Adam(0.9, 0.999, SHAPES), other, 0.1);
            try (Weights state = adam.state(SHAPES)) {
                restored.restore(state, 1);
            }
            descend(adam, one, 0.1);
            descend(restored, other, 0.1);
            assertThat(other.get("w").toFloatArray())
                    .containsExactly(one.get("w").toFloatArray());
        }
    }

    private static void descend(Adam adam, Weights weights, double rate) {
        try (NDManager scratch = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            TrackedWeights tracked = new TrackedWeights(weights, scratch);
            collector.backward(tracked.get("w").square().sum());
            adam.step(rate, weights, tracked);
        }
    }

    private static Weights ramp() {
        float[] values = new float[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i - 2500) / 1000f;
        }
        Weights weights = new Weights();
        weights.put("w", SHAPES.get("w"), values);
        return weights;
    }

    private static double[] doubles(Weights weights) {
        float[] floats = weights.get("w").toFloatArray();
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }
}
