package io.vasari.models.diffusers;

import io.vasari.models.LoadedModel;
import io.vasari.models.ModelFamily;
import io.vasari.models.ModelFolder;

/** Packages whose revisions are folders of diffusers. */
public final class DiffusersFamily implements ModelFamily {

    /** Name of the family. */
    public static final String NAME = "diffusers";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LoadedModel load(ModelFolder folder, String revision) {
        return DiffusionModel.load(
                DiffusersFolder.open(folder.file(revision, ModelIndex.FILE).getParent()));
    }
}
