package io.vasari.models.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Activation;
import io.vasari.models.layers.Conv2d;
import io.vasari.models.layers.GroupNorm;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.Linear;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.Map;
import java.util.Optional;

/**
 * Twice (norm, SiLU, 3x3 convolution), plus the input, which a 1x1 convolution adapts where the channels differ.
 *
 * <p>Time enters between the two: added, or as scale and shift of the second norm.
 */
public final class ResnetBlock implements Layer {

    /** How a time embedding enters. */
    public enum TimeUse {
        /** Added to the features. */
        ADD,
        /** First half scales the second norm by 1 + itself, second half is added. */
        SCALE_AND_SHIFT
    }

    private final GroupNorm norm1;
    private final Conv2d conv1;
    private final Optional<Linear> time;
    private final TimeUse timeUse;
    private final GroupNorm norm2;
    private final Conv2d conv2;
    private final Optional<Conv2d> shortcut;

    private ResnetBlock(String name, int in, int out, Optional<Linear> time, TimeUse timeUse, Norm norm) {
        this.norm1 = norm.over(name + ".norm1", in);
        this.conv1 = Conv2d.same(name + ".conv1", in, out, 3);
        this.time = time;
        this.timeUse = timeUse;
        this.norm2 = norm.over(name + ".norm2", out);
        this.conv2 = Conv2d.same(name + ".conv2", out, out, 3);
        this.shortcut = in == out ? Optional.empty() : Optional.of(Conv2d.same(name + ".conv_shortcut", in, out, 1));
    }

    /** A block that time has no part in. */
    public static ResnetBlock timeless(String name, int in, int out, Norm norm) {
        return new ResnetBlock(name, in, out, Optional.empty(), TimeUse.ADD, norm);
    }

    /**
     * A block that takes a time embedding.
     *
     * @param timeWidth width of the embedding
     */
    public static ResnetBlock timed(String name, int in, int out, int timeWidth, TimeUse timeUse, Norm norm) {
        int width = timeUse == TimeUse.ADD ? out : 2 * out;
        Linear time = Linear.biased(name + ".time_emb_proj", timeWidth, width);
        return new ResnetBlock(name, in, out, Optional.of(time), timeUse, norm);
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        norm1.declare(shapes);
        conv1.declare(shapes);
        time.ifPresent(layer -> layer.declare(shapes));
        norm2.declare(shapes);
        conv2.declare(shapes);
        shortcut.ifPresent(layer -> layer.declare(shapes));
    }

    /**
     * Runs a block without time.
     *
     * @param x shape (n, in, height, width)
     * @return shape (n, out, height, width)
     */
    public NDArray forward(NDArray x, Parameters p) {
        return Scope.run(() -> {
            NDArray h = Scope.run(() -> conv1.forward(norm1.forwardSilu(x, p), p));
            return plusInput(Scope.run(() -> conv2.forward(norm2.forwardSilu(h, p), p)), x, p);
        });
    }

    /**
     * Runs a block with time.
     *
     * @param x shape (n, in, height, width)
     * @param timeSilu SiLU of the time embedding, shape (n, time width)
     * @return shape (n, out, height, width)
     */
    public NDArray forward(NDArray x, NDArray timeSilu, Parameters p) {
        return Scope.run(() -> {
            NDArray h = Scope.run(() -> conv1.forward(norm1.forwardSilu(x, p), p));
            NDArray t = time.orElseThrow().forward(timeSilu, p);
            NDArray t4 = t.reshape(-1, time.orElseThrow().width(), 1, 1);
            NDArray h2 = Scope.run(() -> conv2.forward(timed(h, t4, p), p));
            return plusInput(h2, x, p);
        });
    }

    private NDArray timed(NDArray h, NDArray time, Parameters p) {
        if (timeUse == TimeUse.ADD) {
            return norm2.forwardSilu(Sum.into(h, time), p);
        }
        NDList scaleAndShift = time.split(2, 1);
        NDArray y = norm2.forward(h, p).mul(scaleAndShift.get(0).add(1)).add(scaleAndShift.get(1));
        return Activation.SILU.apply(y);
    }

    private NDArray plusInput(NDArray h, NDArray x, Parameters p) {
        return Sum.into(h, shortcut.map(layer -> layer.forward(x, p)).orElse(x));
    }
}
