package io.vasari.cli.reference;

import io.vasari.cli.UserError;
import io.vasari.models.ModelLoadException;
import io.vasari.models.reference.ReferenceFolder;
import io.vasari.models.reference.ReferenceSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The reference sets beside the models: a folder each in {@code <models>/references}. */
public final class ReferenceShelf {
    private final Path folder;

    /** @param models folder of model folders */
    public ReferenceShelf(Path models) {
        this.folder = models.resolve("references");
    }

    /**
     * Reads a set.
     *
     * @param name of a set of the shelf, or the path of a folder
     * @throws UserError if there is none, with those that there are
     */
    public ReferenceSet find(String name) {
        Path path = Path.of(name);
        Path found = Files.isRegularFile(path.resolve(ReferenceFolder.FILE)) ? path : folder.resolve(name);
        if (!Files.isRegularFile(found.resolve(ReferenceFolder.FILE))) {
            throw new UserError("no reference set '" + name + "'; there are " + names()
                    + ", and a folder that 'vasari reference build' made is named by its path");
        }
        try {
            return ReferenceFolder.read(found);
        } catch (ModelLoadException e) {
            throw new UserError(e.getMessage());
        }
    }

    private List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> Files.isRegularFile(path.resolve(ReferenceFolder.FILE)))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("the reference sets in " + folder + " cannot be listed: " + e.getMessage());
        }
    }
}
