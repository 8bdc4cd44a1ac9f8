package io.vasari.models.lenet;

import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFamily;
import io.vasari.models.ModelFolder;
import io.vasari.models.ModelLoadException;
import io.vasari.models.weights.SafetensorsFile;
import java.util.List;
import java.util.Map;

/** Packages with one {@code model.safetensors} per revision. */
public final class LenetFamily implements ModelFamily {

    /** Name of the family. */
    public static final String NAME = "lenet";

    /** What {@code config.json} of every revision says. */
    public static final Map<String, Object> CONFIG = Map.of(
            "model_type",
            NAME,
            "conv_channels",
            List.of(16, 32),
            "kernel_size",
            5,
            "hidden_size",
            Lenet.HIDDEN,
            "image_size",
            28,
            "num_channels",
            1,
            "num_labels",
            Lenet.CLASSES);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LoadedModel load(ModelFolder folder, String revision) {
        folder.requireConfig(revision, CONFIG);
        if (folder.classes().size() != Lenet.CLASSES) {
            throw new ModelLoadException(
                    folder.id() + " names " + folder.classes().size() + " classes, expected 10");
        }
        return new LenetClassifier(
                SafetensorsFile.read(folder.file(revision, "model.safetensors"), Lenet.shapes()),
                folder.classes(),
                folder.id());
    }
}
