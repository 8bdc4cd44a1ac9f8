package io.vasari.cli.images;

import io.vasari.artifacts.picture.Picture;
import io.vasari.cli.UserError;
import io.vasari.models.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The PNGs and JPEGs of a folder and the folders below it, in the order of their names, or of a tar. All become RGB. */
public final class FileGallery implements Gallery {
    private static final int CHANNELS = 3;

    private final Path source;

    /** @throws UserError if there is neither a folder nor a file */
    public FileGallery(Path source) {
        if (!Files.exists(source)) {
            throw new UserError("no images at " + source + ": name a folder of PNGs and JPEGs, or a tar of them");
        }
        this.source = source;
    }

    @Override
    public void forEach(Visitor visitor) {
        try {
            if (Files.isDirectory(source)) {
                folder(visitor);
            } else {
                TarFiles.forEach(source, (name, content) -> show(name, content, visitor));
            }
        } catch (IOException e) {
            throw new UserError("the images of " + source + " cannot be read: " + e.getMessage());
        }
    }

    private void folder(Visitor visitor) throws IOException {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(source)) {
            files = paths.filter(Files::isRegularFile)
                    .filter(path -> isImage(path.toString()))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            show(source.relativize(file).toString(), Files.readAllBytes(file), visitor);
        }
    }

    private void show(String name, byte[] content, Visitor visitor) {
        if (!isImage(name)) {
            return;
        }
        Picture picture;
        try {
            picture = Picture.read(content);
        } catch (IllegalArgumentException e) {
            throw new UserError(name + " in " + source + " is " + e.getMessage() + "; take it out, or repair it");
        }
        visitor.image(
                name,
                picture.pixels(picture.width(), picture.height(), CHANNELS),
                new ImageShape(picture.width(), picture.height(), CHANNELS));
    }

    private static boolean isImage(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".png") || lower.endsWith(".jpg") || lower.endsWith(".jpeg");
    }
}
