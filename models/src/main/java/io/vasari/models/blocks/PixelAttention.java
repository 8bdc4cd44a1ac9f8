package io.vasari.models.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Attention;
import io.vasari.models.layers.GroupNorm;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.Map;
import java.util.Optional;

/** Self-attention among pixels after a group norm {@code name.group_norm}, added to the input. */
public final class PixelAttention implements SpatialAttention {

    private final GroupNorm norm;
    private final Attention attention;

    /**
     * @param heads must divide {@code channels}
     */
    public PixelAttention(String name, int channels, int heads, Norm norm, AttentionNames names) {
        this.norm = norm.over(name + ".group_norm", channels);
        this.attention = names.attention(name, channels, heads);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        norm.declare(shapes);
        attention.declare(shapes);
    }

    @Override
    public NDArray forward(NDArray x, Optional<NDArray> context, Parameters p) {
        return Scope.run(() -> {
            NDArray tokens = Tokens.of(norm.forward(x, p), x.getShape());
            NDArray mixed = Tokens.toPixels(attention.forward(tokens, tokens, p), x.getShape());
            return x.add(mixed);
        });
    }
}
