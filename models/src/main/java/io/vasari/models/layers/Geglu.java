package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.weights.Parameters;
import java.util.List;
import java.util.Map;

/**
 * A feed-forward layer of four times the width with a gate: first half of the projection times GELU of the second half
 * (Shazeer, 2020). Tensors: {@code name.net.0.proj} and {@code name.net.2}.
 */
public final class Geglu implements Layer {

    private final Linear in;
    private final Linear out;

    public Geglu(String name, int width) {
        this.in = Linear.biased(name + ".net.0.proj", width, 8 * width);
        this.out = Linear.biased(name + ".net.2", 4 * width, width);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        Layer.declare(List.of(in, out), shapes);
    }

    /**
     * Maps the last axis.
     *
     * @param x shape (..., width)
     * @return the same shape
     */
    public NDArray forward(NDArray x, Parameters p) {
        return Scope.run(() -> out.forward(gated(in.forward(x, p)), p));
    }

    /** First half of the last axis times GELU of the second half. */
    static NDArray gated(NDArray x) {
        NDList halves = x.split(2, x.getShape().dimension() - 1);
        NDArray gate = Activation.GELU.apply(halves.get(1));
        return JniUtils.isGradMode() ? gate.mul(halves.get(0)) : gate.muli(halves.get(0));
    }
}
