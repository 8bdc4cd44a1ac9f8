package io.vasari.models.torchscript;

import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFamily;
import io.vasari.models.ModelFolder;
import io.vasari.models.ModelLoadException;

/** Packages with a {@code config.json} and a {@code model.pt} per revision, whose card names the classes. */
public final class TorchScriptFamily implements ModelFamily {

    /** Name of the family. */
    public static final String NAME = TorchScriptConfig.TYPE;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LoadedModel load(ModelFolder folder, String revision) {
        if (folder.classes().isEmpty()) {
            throw new ModelLoadException(folder.root().resolve(ModelFolder.CARD)
                    + " names no classes: a list of their names, in the order of the network's outputs, under classes");
        }
        return TorchScriptClassifier.load(
                folder.id(), folder.file(revision, "config.json").getParent(), folder.classes());
    }
}
