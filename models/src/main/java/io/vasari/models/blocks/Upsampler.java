package io.vasari.models.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Conv2d;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.Map;

/** Nearest neighbours, then a 3x3 convolution {@code name.conv}. */
public final class Upsampler implements Layer {

    private static final int NEAREST = 0;

    private final Conv2d conv;

    public Upsampler(String name, int channels) {
        this.conv = Conv2d.same(name + ".conv", channels, channels, 3);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        conv.declare(shapes);
    }

    /**
     * Enlarges to a given size.
     *
     * @param x shape (n, channels, h, w)
     * @return shape (n, channels, height, width)
     */
    public NDArray forward(NDArray x, long height, long width, Parameters p) {
        return Scope.run(() -> conv.forward(nearest(x, height, width), p));
    }

    /** Doubles height and width. */
    public NDArray forward(NDArray x, Parameters p) {
        Shape shape = x.getShape();
        return forward(x, 2 * shape.get(2), 2 * shape.get(3), p);
    }

    /** Takes the nearest pixel towards the top left. */
    static NDArray nearest(NDArray x, long height, long width) {
        return x.getNDArrayInternal().interpolation(new long[] {height, width}, NEAREST, false);
    }
}
