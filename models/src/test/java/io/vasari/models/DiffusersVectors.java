package io.vasari.models;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files that the original Python implementations made, in {@code src/test/resources/diffusers}. */
public final class DiffusersVectors {

    private DiffusersVectors() {}

    /** A file or folder, by its path below {@code diffusers}. */
    public static Path path(String relative) {
        try {
            Path root = Path.of(Objects.requireNonNull(
                            DiffusersVectors.class.getResource("/diffusers"), "no test resources /diffusers")
                    .toURI());
            Path path = root.resolve(relative);
            if (!Files.exists(path)) {
                throw new AssertionError("no test resource " + path);
            }
            return path;
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
