package io.vasari.models.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.blocks.Norm;
import io.vasari.models.blocks.PixelAttention;
import io.vasari.models.blocks.ResnetBlock;
import io.vasari.models.blocks.Upsampler;
import io.vasari.models.layers.Conv2d;
import io.vasari.models.layers.GroupNorm;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.Scope;
import io.vasari.models.weights.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Layers that run one after the other; a result is closed as soon as the next layer has read it. */
final class Chain implements Layer {

    private record Link(Layer layer, BiFunction<NDArray, Parameters, NDArray> function) {}

    private final List<Link> links = new ArrayList<>();

    void add(Conv2d layer) {
        links.add(new Link(layer, layer::forward));
    }

    void add(ResnetBlock layer) {
        links.add(new Link(layer, layer::forward));
    }

    void add(Upsampler layer) {
        links.add(new Link(layer, layer::forward));
    }

    void add(PixelAttention layer) {
        links.add(new Link(layer, (x, p) -> layer.forward(x, Optional.empty(), p)));
    }

    /** A norm and SiLU. */
    void add(GroupNorm layer) {
        links.add(new Link(layer, layer::forwardSilu));
    }

    /** The lowest resolution: a residual block, attention where wanted, a residual block. */
    void addMiddle(String name, int channels, Norm norm, Optional<PixelAttention> attention) {
        add(ResnetBlock.timeless(name + ".resnets.0", channels, channels, norm));
        attention.ifPresent(this::add);
        add(ResnetBlock.timeless(name + ".resnets.1", channels, channels, norm));
    }

    @Override
    public void declare(Map<String, Shape> shapes) {
        links.forEach(link -> link.layer().declare(shapes));
    }

    NDArray forward(NDArray x, Parameters p) {
        NDArray y = x;
        for (Link link : links) {
            NDArray read = y;
            y = Scope.run(() -> link.function().apply(read, p));
            if (read != x) {
                read.close();
            }
        }
        return y;
    }
}
