package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
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

    private static final long MAX_SCORES = 1 << 21;
    private static final long[] SWAPPED = {0, 2, 1, 3};
    private static final long[] TURNED = {0, 1, 3, 2};
    private static final int LAST = -1;

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
            long n = x.getShape().get(0);
            long length = x.getShape().get(1);
            long contextLength = context.getShape().get(1);
            NDArray q = split(scaled(query.forward(x, p)), n, length, query.width());
            PtNDArray k = split(key.forward(context, p), n, contextLength, key.width());
            NDArray v = split(value.forward(context, p), n, contextLength, value.width());
            NDArray keys = JniUtils.permute(k, TURNED);
            NDArray mixed = mask.isPresent() || JniUtils.isGradMode()
                    ? mix(q, keys, v, mask)
                    : mixSlices(q, keys, v, length, n * heads * contextLength);
            PtNDArray joined = JniUtils.permute((PtNDArray) mixed, SWAPPED);
            NDArray flat = JniUtils.reshape(joined, new long[] {n, length, value.width()});
            return output.map(layer -> layer.forward(flat, p)).orElse(flat);
        });
    }

    private NDArray scaled(NDArray q) {
        double scale = 1 / Math.sqrt((double) query.width() / heads);
        return JniUtils.isGradMode() ? Scaling.of(q, scale) : q.muli(scale);
    }

    /** From shape (n, length, width) to (n, heads, length, width / heads). */
    private PtNDArray split(NDArray x, long n, long length, long width) {
        PtNDArray parts = JniUtils.reshape((PtNDArray) x, new long[] {n, length, heads, width / heads});
        return JniUtils.permute(parts, SWAPPED);
    }

    private static NDArray mix(NDArray q, NDArray k, NDArray v, Optional<NDArray> mask) {
        PtNDArray scores = JniUtils.matmul((PtNDArray) q, (PtNDArray) k);
        PtNDArray masked = mask.isPresent() ? JniUtils.add(scores, (PtNDArray) mask.get()) : scores;
        return JniUtils.matmul(JniUtils.softmax(masked, LAST, DataType.FLOAT32), (PtNDArray) v);
    }

    private static NDArray mixSlices(NDArray q, NDArray k, NDArray v, long length, long scoresPerQuery) {
        long slice = Math.max(1, MAX_SCORES / scoresPerQuery);
        if (length <= slice) {
            return mix(q, k, v, Optional.empty());
        }
        NDList slices = new NDList();
        for (long from = 0; from < length; from += slice) {
            NDArray part = JniUtils.slice((PtNDArray) q, 2, from, Math.min(length, from + slice), 1);
            slices.add(Scope.run(() -> mix(part, k, v, Optional.empty())));
        }
        return slices.get(0).getNDArrayInternal().concat(new NDList(slices.subList(1, slices.size())), 2);
    }
}
