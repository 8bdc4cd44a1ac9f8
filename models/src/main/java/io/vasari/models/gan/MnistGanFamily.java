package io.vasari.models.gan;

import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFamily;
import io.vasari.models.ModelFolder;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.util.List;
import java.util.Map;

/** Packages with {@code generator.safetensors} and {@code discriminator.safetensors} per revision. */
public final class MnistGanFamily implements ModelFamily {

    /** Name of the family. */
    public static final String NAME = "mnist-gan-mlp";

    /** What {@code config.json} of every revision says. */
    public static final Map<String, Object> CONFIG = Map.of(
            "model_type",
            NAME,
            "noise_size",
            Generator.NOISE,
            "hidden_sizes",
            List.of(256, 512, 1024),
            "image_size",
            28,
            "num_channels",
            1);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LoadedModel load(ModelFolder folder, String revision) {
        folder.requireConfig(revision, CONFIG);
        Weights generator = SafetensorsFile.read(folder.file(revision, "generator.safetensors"), Generator.shapes());
        try {
            return new MnistGan(
                    generator,
                    SafetensorsFile.read(folder.file(revision, "discriminator.safetensors"), Discriminator.shapes()));
        } catch (RuntimeException e) {
            generator.close();
            throw e;
        }
    }
}
