package io.vasari.models.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Activation;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.Linear;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Linear, SiLU, linear: {@code name.linear_1}, {@code name.linear_2} and, where wanted, {@code name.cond_proj}. */
public final class TimeMlp implements Layer {

    private final Linear first;
    private final Linear second;
    private final Optional<Linear> condition;

    /**
     * @param conditionWidth of a second input that is projected and added to the first one
     */
    public TimeMlp(String name, int in, int out, OptionalInt conditionWidth) {
        this.first = Linear.biased(name + ".linear_1", in, out);
        this.second = Linear.biased(name + ".linear_2", out, out);
        this.condition = conditionWidth.isPresent()
                ? Optional.of(Linear.plain(name + ".cond_proj", conditionWidth.getAsInt(), in))
                : Optional.empty();
    }

    /** Without a second input. */
    public TimeMlp(String name, int in, int out) {
        this(name, in, out, OptionalInt.empty());
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        first.declare(shapes);
        condition.ifPresent(layer -> layer.declare(shapes));
        second.declare(shapes);
    }

    /**
     * Maps an embedding.
     *
     * @param x shape (n, in)
     * @return shape (n, out)
     */
    public NDArray forward(NDArray x, Parameters p) {
        return Scope.run(() -> second.forward(Activation.SILU.apply(first.forward(x, p)), p));
    }

    /**
     * Maps an embedding and a condition.
     *
     * @param x shape (n, in)
     * @param extra shape (n, condition width)
     * @return shape (n, out)
     * @throws IllegalArgumentException if this network takes no condition
     */
    public NDArray forward(NDArray x, NDArray extra, Parameters p) {
        Linear projection = condition.orElseThrow(() -> new IllegalArgumentException(
                "this network takes no timestep condition: time_cond_proj_dim is not in its config"));
        return Scope.run(() -> forward(x.add(projection.forward(extra, p)), p));
    }
}
