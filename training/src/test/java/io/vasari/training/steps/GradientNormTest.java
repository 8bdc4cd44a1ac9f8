package io.vasari.training.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vasari.models.weights.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientNormTest {

    @Test
    void normSpansAllTensorsAndClipsOnlyWhatIsLonger() {
        try (Weights weights = new Weights();
                NDManager scratch = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            float[] many = new float[5000];
            Arrays.fill(many, 1);
            weights.put("a", new Shape(1), new float[] {2});
            weights.put("b", new Shape(5000), many);
            var tracked = new TrackedWeights(weights, scratch);
            // Gradients: 3 for a, and 0.1 for each of 5,000 elements of b.
            collector.backward(
                    tracked.get("a").mul(3).sum().add(tracked.get("b").mul(0.1f).sum()));
            var norm = new GradientNorm();
            norm.add(tracked, List.of("a", "b"));
            double expected = Math.sqrt(9 + 5000 * 0.01);
            assertThat(norm.value()).isCloseTo(expected, within(1e-5));
            assertThat(norm.scaleTo(1)).isCloseTo(1 / expected, within(1e-6));
            assertThat(norm.scaleTo(100)).isEqualTo(1);
        }
    }

    @Test
    void decayShrinksMatricesAndKeepsVectors() {
        Map<String, Shape> shapes = Map.of("matrix", new Shape(1, 2), "vector", new Shape(2));
        try (Weights weights = new Weights();
                NDManager scratch = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            weights.put("matrix", new Shape(1, 2), new float[] {4, -4});
            weights.put("vector", new Shape(2), new float[] {4, -4});
            var tracked = new TrackedWeights(weights, scratch);
            collector.backward(tracked.get("matrix")
                    .mul(0)
                    .sum()
                    .add(tracked.get("vector").mul(0).sum()));
            new Adam(0.9, 0.999, 0.5, shapes).step(0.1, 1, weights, tracked);
            assertThat(weights.get("matrix").toFloatArray()).containsExactly(3.8f, -3.8f);
            assertThat(weights.get("vector").toFloatArray()).containsExactly(4, -4);
        }
    }

    @Test
    void averageFollowsFastAtFirstAndSlowlyLater() {
        try (Weights weights = new Weights();
                Weights average = new Weights()) {
            weights.put("w", new Shape(1), new float[] {1});
            average.put("w", new Shape(1), new float[] {0});
            var moving = new MovingAverage(0.999);
            moving.update(average, weights, 1);
            assertThat(average.get("w").getFloat()).isCloseTo(9f / 11, within(1e-6f));
            average.put("w", new Shape(1), new float[] {0});
            moving.update(average, weights, 1_000_000);
            assertThat(average.get("w").getFloat()).isCloseTo(0.001f, within(1e-6f));
        }
    }

    @Test
    void rateRisesThenFallsToNothing() {
        var rate = new CosineRate(1, 10, 110);
        assertThat(rate.at(0)).isEqualTo(0.1);
        assertThat(rate.at(9)).isEqualTo(1);
        assertThat(rate.at(60)).isCloseTo(0.5, within(1e-9));
        assertThat(rate.at(110)).isZero();
    }
}
