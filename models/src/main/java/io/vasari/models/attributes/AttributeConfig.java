package io.vasari.models.attributes;

import io.vasari.models.config.ConfigJson;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code config.json} of an attribute CNN says.
 *
 * @param side height and width of an image in pixels
 * @param channels of an image, 1 or 3
 * @param widths channels of the convolutions; each after the first halves height and width
 * @param hidden units between convolutions and heads
 * @param traits names of the classes of every trait, in the order of the heads' outputs
 */
public record AttributeConfig(
        int side, int channels, List<Integer> widths, int hidden, Map<String, List<String>> traits) {

    /** The {@code model_type}. */
    public static final String TYPE = "attribute-cnn";

    public AttributeConfig {
        widths = List.copyOf(widths);
        traits = Collections.unmodifiableMap(new LinkedHashMap<>(traits));
    }

    /**
     * Reads a file; every key but {@code torch_dtype} is needed.
     *
     * @throws io.vasari.models.ModelLoadException naming the file, the key and what is wrong
     */
    public static AttributeConfig read(Path file) {
        ConfigJson json = ConfigJson.open(file);
        json.only("model_type", TYPE);
        Map<String, List<String>> traits = new LinkedHashMap<>();
        ConfigJson labels = json.object("labels");
        for (String trait : json.texts("traits", List.of())) {
            traits.put(trait, labels.texts(trait, List.of()));
            if (traits.get(trait).size() < 2) {
                throw json.refusal("labels of " + trait + " are " + traits.get(trait) + ", expected two or more");
            }
        }
        labels.finish();
        AttributeConfig config = new AttributeConfig(
                json.positive("image_size", 32),
                json.positive("num_channels", 3),
                json.positives("conv_channels", List.of()),
                json.positive("hidden_size", 128),
                traits);
        json.ignore("torch_dtype", "architectures");
        json.finish();
        if (traits.isEmpty() || config.widths.isEmpty()) {
            throw json.refusal("traits and conv_channels must name at least one each");
        }
        if (config.side % (1 << (config.widths.size() - 1)) != 0) {
            throw json.refusal("image_size " + config.side + " cannot be halved " + (config.widths.size() - 1)
                    + " times, as the list conv_channels " + config.widths + " asks for");
        }
        return config;
    }
}
