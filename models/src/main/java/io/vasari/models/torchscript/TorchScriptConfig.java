package io.vasari.models.torchscript;

import io.vasari.models.ImageShape;
import io.vasari.models.config.ConfigJson;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What {@code config.json} beside a TorchScript file says: how images are made into its input, and what its outputs are.
 *
 * @param shape of the images that it reads
 * @param rescale multiplies levels of 0 to 255
 * @param mean by channel, subtracted after that
 * @param std by channel, divided by after that; not 0
 * @param probabilities whether the classes' output holds probabilities, else their logits
 * @param classOutput which output is of the classes, counted from 0; a network with one output has output 0
 * @param featureOutput which output is of the features, if any is
 * @param rows of every pass
 */
public record TorchScriptConfig(
        ImageShape shape,
        double rescale,
        List<Double> mean,
        List<Double> std,
        boolean probabilities,
        int classOutput,
        OptionalInt featureOutput,
        int rows) {

    /** The {@code model_type}. */
    public static final String TYPE = "torchscript";

    private static final int GREY = 1;
    private static final int RGB = 3;
    private static final int ROWS = 16;

    /**
     * Reads a file. Only {@code image_size} is needed.
     *
     * @throws io.vasari.models.ModelLoadException naming the file, the key and what is wrong
     */
    public static TorchScriptConfig read(Path file) {
        ConfigJson json = ConfigJson.open(file);
        json.only("model_type", TYPE);
        if (!json.has("image_size")) {
            throw json.refusal("image_size is missing: the side of the images in pixels, or [height, width]");
        }
        List<Integer> size = json.positiveEach("image_size", 2, 1);
        int channels = json.positive("num_channels", RGB);
        if (channels != GREY && channels != RGB) {
            throw json.refusal("num_channels is " + channels + ", supported are 1 (grey) and 3 (RGB)");
        }
        json.only("output", "logits", "probabilities");
        List<Double> std = json.numberEach("image_std", channels, 1);
        if (std.contains(0.0)) {
            throw json.refusal("image_std is " + std + ", which cannot be divided by");
        }
        TorchScriptConfig config = new TorchScriptConfig(
                new ImageShape(size.get(1), size.get(0), channels),
                json.number("rescale_factor", 1 / 255.0),
                json.numberEach("image_mean", channels, 0),
                std,
                json.text("output", "logits").equals("probabilities"),
                json.natural("class_output", 0),
                json.has("feature_output") ? OptionalInt.of(json.natural("feature_output", 0)) : OptionalInt.empty(),
                json.positive("batch_size", ROWS));
        json.finish();
        return config;
    }

    /** The input's value for each level, by channel. */
    float[][] byLevel() {
        float[][] values = new float[shape.channels()][256];
        for (int channel = 0; channel < values.length; channel++) {
            for (int level = 0; level < 256; level++) {
                values[channel][level] = (float) ((level * rescale - mean.get(channel)) / std.get(channel));
            }
        }
        return values;
    }
}
