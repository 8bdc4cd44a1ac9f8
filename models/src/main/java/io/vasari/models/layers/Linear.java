package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.weights.Parameters;
import java.util.Map;

/** {@code y = x W' + b}, with the tensors {@code name.weight} of shape (out, in) and, if biased, {@code name.bias}. */
public final class Linear implements Layer {

    private final String weight;
    private final String bias;
    private final int in;
    private final int out;
    private final boolean biased;
    private final Shape pixel;

    private Linear(String name, int in, int out, boolean biased) {
        this.weight = name + ".weight";
        this.bias = name + ".bias";
        this.in = in;
        this.out = out;
        this.biased = biased;
        this.pixel = new Shape(out, in, 1, 1);
    }

    /** With a bias. */
    public static Linear biased(String name, int in, int out) {
        return new Linear(name, in, out, true);
    }

    /** Without a bias. */
    public static Linear plain(String name, int in, int out) {
        return new Linear(name, in, out, false);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        shapes.put(weight, new Shape(out, in));
        if (biased) {
            shapes.put(bias, new Shape(out));
        }
    }

    /** Of what it gives. */
    public int width() {
        return out;
    }

    /**
     * Maps the last axis.
     *
     * @param x shape (..., in)
     * @return shape (..., out)
     */
    public NDArray forward(NDArray x, Parameters p) {
        Shape given = x.getShape();
        PtNDArray b = biased ? (PtNDArray) p.get(bias) : NoTensor.INSTANCE;
        if (given.dimension() == 3 && DirectLinear.pays(given.size() * out, x)) {
            return DirectLinear.forwardTokens(x, p.get(weight, pixel), b);
        }
        return JniUtils.linear((PtNDArray) x, (PtNDArray) p.get(weight), b);
    }
}
