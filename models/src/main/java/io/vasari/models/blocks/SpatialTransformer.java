package io.vasari.models.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Conv2d;
import io.vasari.models.layers.GroupNorm;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.Linear;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes pixels as tokens: norm, projection, transformer blocks, projection back, plus the input (Rombach et al., 2022).
 *
 * <p>The projections are 1x1 convolutions or linear layers; the two differ in the shape of their tensors alone.
 */
public final class SpatialTransformer implements SpatialAttention {

    private static final double EPS = 1e-6;

    private final GroupNorm norm;
    private final Projection in;
    private final List<TransformerBlock> blocks;
    private final Projection out;

    /**
     * @param layers number of transformer blocks
     * @param heads must divide {@code channels}
     * @param contextWidth of the tokens that cross-attention reads
     * @param linear whether the projections are linear layers
     * @param crossOnly whether the first attention of a block reads the context too
     */
    public SpatialTransformer(
            String name,
            int channels,
            int layers,
            int heads,
            int contextWidth,
            int groups,
            boolean linear,
            boolean crossOnly) {
        this.norm = new GroupNorm(name + ".norm", groups, channels, EPS);
        this.in = Projection.of(name + ".proj_in", channels, linear);
        this.blocks = IntStream.range(0, layers)
                .mapToObj(i -> new TransformerBlock(
                        name + ".transformer_blocks." + i, channels, heads, contextWidth, crossOnly))
                .toList();
        this.out = Projection.of(name + ".proj_out", channels, linear);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        norm.declare(shapes);
        in.declare(shapes);
        Layer.declare(blocks, shapes);
        out.declare(shapes);
    }

    @Override
    public NDArray forward(NDArray x, Optional<NDArray> context, Parameters p) {
        NDArray tokens = context.orElseThrow();
        return Scope.run(() -> {
            Shape shape = x.getShape();
            NDArray y = Scope.run(() -> in.toTokens(norm.forward(x, p), shape, p));
            for (TransformerBlock block : blocks) {
                NDArray previous = y;
                y = block.forward(previous, tokens, p);
                previous.close();
            }
            return Sum.into(out.toPixels(y, shape, p), x);
        });
    }

    /** Between pixels, shape (n, c, h, w), and tokens, shape (n, h w, c); the shape of the pixels is given to both. */
    private sealed interface Projection extends Layer {

        NDArray toTokens(NDArray pixels, Shape shape, Parameters p);

        NDArray toPixels(NDArray tokens, Shape pixels, Parameters p);

        static Projection of(String name, int channels, boolean linear) {
            return linear
                    ? new ByLinear(Linear.biased(name, channels, channels))
                    : new ByConvolution(Conv2d.same(name, channels, channels, 1));
        }
    }

    private record ByLinear(Linear layer) implements Projection {

        @Override
        public void declare(Map<String, Shape> shapes) {
            layer.declare(shapes);
        }

        @Override
        public NDArray toTokens(NDArray pixels, Shape shape, Parameters p) {
            return layer.forward(Tokens.of(pixels, shape), p);
        }

        @Override
        public NDArray toPixels(NDArray tokens, Shape pixels, Parameters p) {
            return Tokens.toPixels(layer.forward(tokens, p), pixels);
        }
    }

    private record ByConvolution(Conv2d layer) implements Projection {

        @Override
        public void declare(Map<String, Shape> shapes) {
            layer.declare(shapes);
        }

        @Override
        public NDArray toTokens(NDArray pixels, Shape shape, Parameters p) {
            return Tokens.of(layer.forward(pixels, p), shape);
        }

        @Override
        public NDArray toPixels(NDArray tokens, Shape pixels, Parameters p) {
            return layer.forward(Tokens.toPixels(tokens, pixels), p);
        }
    }
}
