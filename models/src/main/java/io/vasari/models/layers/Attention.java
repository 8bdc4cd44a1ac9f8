package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.weights.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Multi-head attention by scaled dot products (Vaswani et al., 2017).
 *
 * <p>Without gradients, queries are taken in slices so that the scores of one slice stay below {@value #MAX_SCORES} numbers:
 * every row of the result depends on one query alone.
 */
public final class Attention implements Layer {

    private static final long MAX_SCORES = 1 << 22;

    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Optional<Linear> output;
    private final int heads;

    /**
     * @param heads must divide the width of what query, key and value give
     */
    public Attention(Linear query, Linear key, Linear value, Linear output, int heads) {
        this(query, key, value, Optional.of(output), heads);
    }

    private Attention(Linear query, Linear key, Linear value, Optional<Linear> output, int heads) {
        this.query = query;
        this.key = key;
        this.value = value;
        this.output = output;
        this.heads = heads;
    }

    /** Without a layer after the heads. */
    public static Attention unprojected(Linear query, Linear key, Linear value, int heads) {
        return new Attention(query, key, value, Optional.empty(), heads);
    }

    /** With the tensors of diffusers: {@code to_q}, {@code to_k}, {@code to_v} without bias, {@code to_out.0} with one. */
    public static Attention plain(String name, int width, int contextWidth, int heads) {
        return new Attention(
                Linear.plain(name + ".to_q", width, width),
                Linear.plain(name + ".to_k", contextWidth, width),
                Linear.plain(name + ".to_v", contextWidth, width),
                Linear.biased(name + ".to_out.0", width, width),
                heads);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        Layer.declare(List.of(query, key, value), shapes);
        output.ifPresent(layer -> layer.declare(shapes));
    }

    /**
     * Attends.
     *
     * @param x asks; shape (n, length, width)
     * @param context answers; shape (n, context length, context width); {@code x} itself for self-attention
     * @return shape (n, length, width)
     */
    public NDArray forward(NDArray x, NDArray context, Parameters p) {
        return forward(x, context, Optional.empty(), p);
    }

    /**
     * As {@link #forward(NDArray, NDArray, Parameters)}.
     *
     * @param mask added to the scores; broadcast to (n, heads, length, context length)
     */
    public NDArray forward(NDArray x, NDArray context, Optional<NDArray> mask, Parameters p) {
        return Scope.run(() -> {
            Shape shape = x.getShape();
            NDArray q = query.forward(x, p);
            double scale = 1 / Math.sqrt((double) q.getShape().get(2) / heads);
            NDArray scaled = JniUtils.isGradMode() ? Scaling.of(q, scale) : q.muli(scale);
            NDArray k = split(key.forward(context, p)).transpose(0, 1, 3, 2);
            NDArray v = split(value.forward(context, p));
            NDArray mixed = attend(split(scaled), k, v, mask);
            NDArray joined = mixed.transpose(0, 2, 1, 3).reshape(shape.get(0), shape.get(1), -1);
            return output.map(layer -> layer.forward(joined, p)).orElse(joined);
        });
    }

    private NDArray split(NDArray x) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }

    private static NDArray attend(NDArray q, NDArray k, NDArray v, Optional<NDArray> mask) {
        Shape shape = q.getShape();
        long length = shape.get(2);
        long scoresPerQuery = shape.get(0) * shape.get(1) * k.getShape().get(3);
        long slice = Math.max(1, MAX_SCORES / scoresPerQuery);
        if (mask.isPresent() || length <= slice || JniUtils.isGradMode()) {
            NDArray scores = q.matMul(k);
            return mask.map(scores::add).orElse(scores).softmax(-1).matMul(v);
        }
        NDList slices = new NDList();
        for (long from = 0; from < length; from += slice) {
            NDArray part = JniUtils.slice((PtNDArray) q, 2, from, Math.min(length, from + slice), 1);
            slices.add(Scope.run(() -> part.matMul(k).softmax(-1).matMul(v)));
        }
        return slices.get(0).getNDArrayInternal().concat(new NDList(slices.subList(1, slices.size())), 2);
    }
}
