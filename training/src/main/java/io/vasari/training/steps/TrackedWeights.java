package io.vasari.training.steps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vasari.models.weights.Parameters;
import io.vasari.models.weights.Weights;
import java.util.HashMap;
import java.util.Map;

/**
 * Views of weights that record gradients for one training step.
 *
 * <p>They share the memory of the weights. Each step takes new ones, so gradients start at nothing and are freed with the
 * step's manager; weights that are used without such a view stay constants of the step.
 */
public final class TrackedWeights implements Parameters {

    private final Map<String, NDArray> views = new HashMap<>();

    public TrackedWeights(Weights weights, NDManager step) {
        weights.all().forEach((name, tensor) -> {
            NDArray view = tensor.stopGradient();
            view.attach(step);
            view.setRequiresGradient(true);
            views.put(name, view);
        });
    }

    @Override
    public NDArray get(String name) {
        return views.get(name);
    }
}
