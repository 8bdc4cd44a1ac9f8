package io.vasari.models.attributes;

import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFamily;
import io.vasari.models.ModelFolder;
import io.vasari.models.weights.SafetensorsFile;

/** Packages with a {@code config.json} and a {@code model.safetensors} per revision. */
public final class AttributeCnnFamily implements ModelFamily {

    /** Name of the family. */
    public static final String NAME = AttributeConfig.TYPE;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LoadedModel load(ModelFolder folder, String revision) {
        var network = new AttributeNetwork(AttributeConfig.read(folder.file(revision, "config.json")));
        return new CnnAttributeClassifier(
                network, SafetensorsFile.read(folder.file(revision, "model.safetensors"), network.shapes()));
    }
}
