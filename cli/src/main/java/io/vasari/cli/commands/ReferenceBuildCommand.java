package io.vasari.cli.commands;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.farm.Installation;
import io.vasari.cli.images.FileGallery;
import io.vasari.cli.images.Gallery;
import io.vasari.cli.images.ImageModels;
import io.vasari.cli.reference.ReferenceBuild;
import io.vasari.cli.reference.TrainingGalleries;
import io.vasari.models.reference.ReferenceFolder;
import io.vasari.models.reference.ReferenceSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vasari reference build NAME}. */
@Command(
        name = "build",
        description = {
            "Make a reference set of real images: class counts, moments of features, and some of the features.",
            "The same images, models and seed give the same files."
        },
        mixinStandardHelpOptions = true)
public final class ReferenceBuildCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What the set is called, for example mnist-test.")
    private String name;

    @Option(names = "--images", paramLabel = "DIR|TAR", description = "PNGs and JPEGs.")
    private Optional<Path> images = Optional.empty();

    @Option(
            names = "--mnist",
            paramLabel = "DIR|TGZ",
            description = "The test images of MNIST instead: a folder with its IDX files, or the archive.")
    private Optional<Path> mnist = Optional.empty();

    @Option(names = "--vases", paramLabel = "N", description = "So many painted vases instead, which no training saw.")
    private Optional<Integer> vases = Optional.empty();

    @Option(names = "--classifier", paramLabel = "MODEL", description = "Counts the classes.")
    private Optional<String> classifier = Optional.empty();

    @Option(names = "--embedder", paramLabel = "MODEL", description = "Makes the features.")
    private Optional<String> embedder = Optional.empty();

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many features are kept, 100 to 10000. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Decides which. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--set-version",
            paramLabel = "TEXT",
            defaultValue = "1",
            description = "Change it whenever the content changes. Default: ${DEFAULT-VALUE}")
    private String version;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Folder of model folders. Default: the ones that ship.")
    private Optional<Path> models = Optional.empty();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where the set is written. Default: references/NAME beside the models.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        if (rows < 100 || rows > 10_000) {
            throw new UserError("--rows is " + rows + ", it must be 100 to 10000", ExitCode.USAGE);
        }
        if (classifier.isEmpty() && embedder.isEmpty()) {
            throw new UserError("give --classifier, --embedder, or both", ExitCode.USAGE);
        }
        Gallery gallery = gallery();
        Path zoo = models.orElseGet(() -> Installation.find().zoo());
        Path folder = out.orElseGet(() -> zoo.resolve("references").resolve(name));
        try (ImageModels imageModels = ImageModels.open(zoo, classifier, embedder)) {
            ReferenceSet set = ReferenceBuild.of(name, version, gallery, imageModels, rows, seed);
            ReferenceFolder.write(set, folder);
            System.out.printf(
                    "%s: %d images, %d classes, %d features%n",
                    folder,
                    set.n(),
                    set.classCounts().size(),
                    set.features().map(features -> features.keys().length).orElse(0));
        } catch (IOException e) {
            throw new UserError("the set cannot be written to " + folder + ": " + e.getMessage());
        }
        return ExitCode.OK;
    }

    private Gallery gallery() {
        long sources = (images.isPresent() ? 1 : 0) + (mnist.isPresent() ? 1 : 0) + (vases.isPresent() ? 1 : 0);
        if (sources != 1) {
            throw new UserError("give one of --images, --mnist and --vases", ExitCode.USAGE);
        }
        if (vases.isPresent() && (vases.get() < 2 || vases.get() > 100_000)) {
            throw new UserError("--vases is " + vases.get() + ", it must be 2 to 100000", ExitCode.USAGE);
        }
        return images.<Gallery>map(FileGallery::new)
                .or(() -> mnist.map(TrainingGalleries::mnistTest))
                .orElseGet(() -> TrainingGalleries.vases(vases.orElseThrow()));
    }
}
