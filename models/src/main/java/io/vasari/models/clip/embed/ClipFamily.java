package io.vasari.models.clip.embed;

import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFamily;
import io.vasari.models.ModelFolder;
import java.nio.file.Path;

/** Packages whose revisions are folders of transformers' CLIPModel. One whose card names classes sorts into them. */
public final class ClipFamily implements ModelFamily {

    /** Name of the family. */
    public static final String NAME = "clip";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LoadedModel load(ModelFolder folder, String revision) {
        Path files = folder.file(revision, "config.json").getParent();
        return folder.classes().isEmpty()
                ? ClipEmbedder.load(folder.id(), files)
                : ClipClassifier.load(folder.id(), files, folder.classes());
    }
}
