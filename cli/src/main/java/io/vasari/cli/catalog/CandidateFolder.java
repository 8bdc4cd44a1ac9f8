package io.vasari.cli.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.cli.UserError;
import io.vasari.models.diffusers.ModelIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder without a card that may become a model of a farm. */
public sealed interface CandidateFolder permits PipelineFolder, CriticFolder {

    /**
     * Recognizes a folder by its files.
     *
     * @throws UserError when it is none of those that a farm can run, with what they are
     * @throws io.vasari.models.ModelLoadException when what it says of itself does not fit
     */
    static CandidateFolder of(Path folder) {
        if (Files.exists(folder.resolve(ModelIndex.FILE))) {
            return PipelineFolder.open(folder);
        }
        return CriticFolder.find(folder)
                .orElseThrow(() -> new UserError(folder + " has neither a " + ModelIndex.FILE
                        + ", as pipelines of diffusers have, nor a config.json with the model_type \"clip\", as CLIP has in the layout"
                        + " of transformers, or \"torchscript\", as a classifier has beside its model.pt"));
    }

    /** Where it is now. */
    Path root();

    /** The code that runs it. */
    String family();

    /** Names of the classes that it tells apart; empty for other models. */
    List<String> classes();

    /**
     * Makes sure that it runs.
     *
     * @return what it is, in lines for a person
     * @throws io.vasari.models.ModelLoadException when it does not
     */
    List<String> check();

    /** The content of its {@code model.json}; after {@link #check}. */
    ObjectNode card(String id, String revision);

    /** Copies the files that are of use to a folder that does not exist. */
    void copyTo(Path target) throws IOException;
}
