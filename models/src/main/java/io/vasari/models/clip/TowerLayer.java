package io.vasari.models.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.layers.Activation;
import io.vasari.models.layers.Attention;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.LayerNorm;
import io.vasari.models.layers.Linear;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Self-attention and a feed-forward layer, each after a layer norm and added to its input. */
final class TowerLayer implements Layer {

    private final LayerNorm norm1;
    private final Attention attention;
    private final LayerNorm norm2;
    private final Linear in;
    private final Activation activation;
    private final Linear out;

    TowerLayer(String name, TowerConfig config) {
        int width = config.width();
        this.norm1 = new LayerNorm(name + ".layer_norm1", width, config.normEps());
        this.attention = new Attention(
                Linear.biased(name + ".self_attn.q_proj", width, width),
                Linear.biased(name + ".self_attn.k_proj", width, width),
                Linear.biased(name + ".self_attn.v_proj", width, width),
                Linear.biased(name + ".self_attn.out_proj", width, width),
                config.heads());
        this.norm2 = new LayerNorm(name + ".layer_norm2", width, config.normEps());
        this.in = Linear.biased(name + ".mlp.fc1", width, config.hiddenWidth());
        this.activation = config.activation();
        this.out = Linear.biased(name + ".mlp.fc2", config.hiddenWidth(), width);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        Layer.declare(List.of(norm1, attention, norm2, in, out), shapes);
    }

    /** From shape (n, length, width) to the same. */
    NDArray forward(NDArray x, Optional<NDArray> mask, Parameters p) {
        return Scope.run(() -> {
            NDArray normal = norm1.forward(x, p);
            NDArray a = plus(attention.forward(normal, normal, mask, p), x);
            return plus(out.forward(activation.apply(in.forward(norm2.forward(a, p), p)), p), a);
        });
    }

    private static NDArray plus(NDArray fresh, NDArray x) {
        return JniUtils.isGradMode() ? fresh.add(x) : fresh.addi(x);
    }
}
