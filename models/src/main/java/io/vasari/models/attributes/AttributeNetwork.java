package io.vasari.models.attributes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Conv2d;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.Linear;
import io.vasari.models.weights.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Convolutions of 3x3, of which all but the first halve height and width, a hidden layer, and one linear head per trait; ReLU
 * between them. Immutable; safe from any thread.
 */
public final class AttributeNetwork {

    private final AttributeConfig config;
    private final List<Conv2d> convolutions = new ArrayList<>();
    private final int features;
    private final Linear hidden;
    private final Map<String, Linear> heads = new LinkedHashMap<>();

    public AttributeNetwork(AttributeConfig config) {
        this.config = config;
        int in = config.channels();
        int side = config.side();
        for (int width : config.widths()) {
            String name = "convolutions." + convolutions.size();
            if (convolutions.isEmpty()) {
                convolutions.add(Conv2d.same(name, in, width, 3));
            } else {
                convolutions.add(Conv2d.halving(name, in, width, 1));
                side /= 2;
            }
            in = width;
        }
        this.features = in * side * side;
        this.hidden = Linear.biased("hidden", features, config.hidden());
        config.traits()
                .forEach((trait, labels) ->
                        heads.put(trait, Linear.biased("heads." + trait, config.hidden(), labels.size())));
    }

    /** What it was built from. */
    public AttributeConfig config() {
        return config;
    }

    /** Name and shape of every tensor. */
    public Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        Layer.declare(convolutions, shapes);
        hidden.declare(shapes);
        Layer.declare(List.copyOf(heads.values()), shapes);
        return shapes;
    }

    /**
     * Judges a batch. The results are on the manager of {@code pixels}.
     *
     * @param pixels shape (n, channels, side, side), values in [-1, 1]
     * @return logits by trait, each of shape (n, labels), in the order of the config
     */
    public Map<String, NDArray> logits(NDArray pixels, Parameters p) {
        NDArray x = pixels;
        for (Conv2d convolution : convolutions) {
            x = convolution.forward(x, p).getNDArrayInternal().relu();
        }
        NDArray seen =
                hidden.forward(x.reshape(-1, features), p).getNDArrayInternal().relu();
        Map<String, NDArray> logits = new LinkedHashMap<>();
        heads.forEach((trait, head) -> logits.put(trait, head.forward(seen, p)));
        return logits;
    }
}
