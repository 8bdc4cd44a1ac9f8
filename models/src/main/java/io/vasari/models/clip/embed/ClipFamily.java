package io.vasari.models.clip.embed;

import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFamily;
import io.vasari.models.ModelFolder;

/** Packages whose revisions are folders of transformers' CLIPModel. */
public final class ClipFamily implements ModelFamily {

    /** Name of the family. */
    public static final String NAME = "clip";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LoadedModel load(ModelFolder folder, String revision) {
        return ClipEmbedder.load(
                folder.id(), folder.file(revision, "config.json").getParent());
    }
}
