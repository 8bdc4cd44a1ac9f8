package io.vasari.models.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Parameters;
import io.vasari.models.weights.Weights;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Compares recorded gradients with differences of the loss. */
public final class Gradients {

    private static final float STEP = 1e-3f;

    private Gradients() {}

    /**
     * Asserts that every weight has a gradient, and that together they predict how the loss moves along a random direction.
     *
     * @param loss one number, of tensors on the manager of the given one
     */
    public static void assertPredictLoss(Weights weights, NDManager manager, Function<Parameters, NDArray> loss) {
        Map<String, NDArray> direction = new HashMap<>();
        Random random = new Random(7);
        weights.all().forEach((name, tensor) -> {
            float[] values = new float[(int) tensor.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() / (float) Math.sqrt(values.length);
            }
            direction.put(name, manager.create(values, tensor.getShape()));
        });
        double predicted = predicted(weights, manager, loss, direction);
        double[] moved = new double[2];
        for (int side = 0; side < 2; side++) {
            float step = side == 0 ? STEP : -STEP;
            int at = side;
            Inference.run(ignored -> moved[at] = loss.apply(
                            name -> weights.get(name).add(direction.get(name).mul(step)))
                    .getFloat());
        }
        double measured = (moved[0] - moved[1]) / (2 * STEP);
        assertThat(predicted).as("slope").isCloseTo(measured, within(0.01 * Math.abs(measured) + 1e-4));
    }

    private static double predicted(
            Weights weights, NDManager manager, Function<Parameters, NDArray> loss, Map<String, NDArray> direction) {
        Map<String, NDArray> views = new HashMap<>();
        double slope = 0;
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            weights.all().forEach((name, tensor) -> {
                NDArray view = tensor.stopGradient();
                view.attach(manager);
                view.setRequiresGradient(true);
                views.put(name, view);
            });
            collector.backward(loss.apply(views::get));
            for (Map.Entry<String, NDArray> view : views.entrySet()) {
                NDArray gradient = view.getValue().getGradient();
                assertThat(gradient.abs().sum().getFloat())
                        .as("gradient of " + view.getKey())
                        .isPositive();
                slope += gradient.mul(direction.get(view.getKey())).sum().getFloat();
            }
        }
        return slope;
    }
}
