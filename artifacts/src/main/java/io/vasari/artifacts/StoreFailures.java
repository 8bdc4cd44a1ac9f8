package io.vasari.artifacts;

import io.vasari.contracts.FailureCode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an I/O error of a filesystem means for the one who waits for the artifact. */
final class StoreFailures {
    private static final List<String> FULL =
            List.of("no space left", "disk quota exceeded", "not enough space", "disc quota exceeded");

    static StoreException writing(Path root, String uri, IOException cause) {
        if (isFull(cause)) {
            return full(root, uri, "there is no space left on its disk", cause);
        }
        return unavailable(
                "cannot write " + uri + " in the artifact store " + root + ": " + reason(cause)
                        + "; check that the folder exists and this process may write to it",
                cause);
    }

    static StoreException full(Path root, String uri, String why, IOException cause) {
        return new StoreException(
                FailureCode.STORE_FULL,
                "cannot write " + uri + ": the artifact store " + root + " is full, " + why
                        + "; free space there or point vasari.store.dir elsewhere",
                cause);
    }

    static StoreException reading(Path root, String uri, IOException cause) {
        return unavailable("cannot read " + uri + " in the artifact store " + root + ": " + reason(cause), cause);
    }

    static StoreException deleting(Path root, String uri, IOException cause) {
        return unavailable(
                "cannot delete " + uri + " in the artifact store " + root + ": " + reason(cause)
                        + "; check that this process may write to the folder",
                cause);
    }

    static StoreException unavailable(String message, IOException cause) {
        return new StoreException(FailureCode.STORE_UNAVAILABLE, message, cause);
    }

    private static boolean isFull(IOException e) {
        String text = reason(e).toLowerCase(Locale.ROOT);
        return FULL.stream().anyMatch(text::contains);
    }

    private static String reason(IOException e) {
        Optional<String> reason =
                e instanceof FileSystemException f ? Optional.ofNullable(f.getReason()) : Optional.empty();
        return reason.or(() -> Optional.ofNullable(e.getMessage()))
                .map(text -> e.getClass().getSimpleName() + ": " + text)
                .orElse(e.getClass().getSimpleName());
    }

    private StoreFailures() {}
}
