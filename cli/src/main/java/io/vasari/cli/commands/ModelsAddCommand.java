package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.catalog.CandidateFolder;
import io.vasari.cli.catalog.ModelShelf;
import io.vasari.cli.catalog.ModelSource;
import io.vasari.cli.farm.Installation;
import io.vasari.models.ModelFolder;
import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vasari models add DIR|NAME}. */
@Command(
        name = "add",
        description =
                "Check a folder and give it to the farm, which may be running: a pipeline in the layout of diffusers, CLIP in"
                        + " that of transformers, or a classifier as TorchScript.",
        mixinStandardHelpOptions = true)
public final class ModelsAddCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR|NAME",
            description =
                    "A folder with a model_index.json or a config.json, or the name, owner/model, of one that Hugging Face's tools"
                            + " have downloaded to this machine; where there are both, the folder.")
    private String source;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "What it is called in the farm. Default: its folder's name.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--revision",
            paramLabel = "NAME",
            defaultValue = "main",
            description = "Added as the newest one. Default: ${DEFAULT-VALUE}")
    private String revision;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "The farm's folder of models. Default: the one of the models that ship.")
    private Optional<Path> models = Optional.empty();

    @Option(names = "--link", description = "Link to the folder instead of copying it.")
    private boolean link;

    @Override
    public Integer call() {
        var shelf = new ModelShelf(models.orElseGet(() -> Installation.find().zoo()));
        shelf.requireNew(source);
        ModelSource found = ModelSource.find(source, System.getenv());
        String name = id.orElse(found.name());
        shelf.refusePackage(found.folder());
        try {
            shelf.requireFree(name, revision);
            CandidateFolder model = CandidateFolder.of(found.folder());
            model.check().forEach(System.out::println);
            Path added = shelf.add(model, name, revision, link);
            System.out.printf("%s@%s is at %s%n", name, revision, added);
            if (!model.classes().isEmpty()) {
                System.out.printf(
                        "to have it judge a model, name it in that model's card, %s: \"critic\": {\"classifier\": \"%s\"}%n",
                        ModelFolder.CARD, name);
            }
            return ExitCode.OK;
        } catch (ModelLoadException e) {
            throw new UserError("the model was not added: " + e.getMessage());
        } catch (IOException e) {
            throw new UserError("the model was not added, its files cannot be copied: " + e);
        }
    }
}
