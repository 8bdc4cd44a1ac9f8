package io.vasari.training.attributes;

import static io.vasari.training.cards.PackageWriter.fields;

import io.vasari.models.attributes.AttributeConfig;
import io.vasari.models.attributes.AttributeNetwork;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.vases.VaseTrait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the configuration of {@code vase-attributes} says. */
final class AttributesConfigs {

    /** Width and height of the pictures in pixels. */
    static final int SIDE = 32;

    /** Numbers of a picture. */
    static final int PIXELS = 3 * SIDE * SIDE;

    private AttributesConfigs() {}

    /** Builds the network of a configuration file, as any reader of the package does; the file is written into the folder first. */
    static AttributeNetwork network(Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        PackageWriter.json(file, config());
        return new AttributeNetwork(AttributeConfig.read(file));
    }

    private static Map<String, Object> config() {
        Map<String, Object> labels = new LinkedHashMap<>();
        for (VaseTrait trait : VaseTrait.values()) {
            labels.put(trait.key(), trait.labels());
        }
        return fields(
                "model_type",
                AttributeConfig.TYPE,
                "image_size",
                SIDE,
                "num_channels",
                3,
                "conv_channels",
                List.of(24, 48, 64, 96),
                "hidden_size",
                128,
                "traits",
                Arrays.stream(VaseTrait.values()).map(VaseTrait::key).toList(),
                "labels",
                labels,
                "torch_dtype",
                "float16");
    }
}
