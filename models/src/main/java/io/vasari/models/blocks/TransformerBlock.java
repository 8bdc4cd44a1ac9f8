package io.vasari.models.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Attention;
import io.vasari.models.layers.Geglu;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.LayerNorm;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.List;
import java.util.Map;

/** Self-attention, cross-attention and a gated feed-forward layer, each after a layer norm and added to its input. */
final class TransformerBlock implements Layer {

    private static final double EPS = 1e-5;

    private final LayerNorm norm1;
    private final Attention first;
    private final boolean crossOnly;
    private final LayerNorm norm2;
    private final Attention cross;
    private final LayerNorm norm3;
    private final Geglu feedForward;

    TransformerBlock(String name, int width, int heads, int contextWidth, boolean crossOnly) {
        this.norm1 = new LayerNorm(name + ".norm1", width, EPS);
        this.first = Attention.plain(name + ".attn1", width, crossOnly ? contextWidth : width, heads);
        this.crossOnly = crossOnly;
        this.norm2 = new LayerNorm(name + ".norm2", width, EPS);
        this.cross = Attention.plain(name + ".attn2", width, contextWidth, heads);
        this.norm3 = new LayerNorm(name + ".norm3", width, EPS);
        this.feedForward = new Geglu(name + ".ff", width);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        Layer.declare(List.of(norm1, first, norm2, cross, norm3, feedForward), shapes);
    }

    /**
     * Runs the block.
     *
     * @param x shape (n, length, width)
     * @param context shape (n, context length, context width)
     * @return the shape of {@code x}
     */
    NDArray forward(NDArray x, NDArray context, Parameters p) {
        return Scope.run(() -> {
            NDArray a = Scope.run(() -> {
                NDArray normal = norm1.forward(x, p);
                return Sum.into(first.forward(normal, crossOnly ? context : normal, p), x);
            });
            NDArray b = Scope.run(() -> Sum.into(cross.forward(norm2.forward(a, p), context, p), a));
            a.close();
            return Sum.into(feedForward.forward(norm3.forward(b, p), p), b);
        });
    }
}
