package io.vasari.cli.tables;

import io.vasari.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Named arrays in one file, as {@code numpy.savez} writes them. */
public final class NpzFile implements AutoCloseable {
    private final Path file;
    private final ZipFile zip;

    private NpzFile(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /** @throws UserError if it is no zip */
    public static NpzFile open(Path file) {
        try {
            return new NpzFile(file, new ZipFile(file.toFile()));
        } catch (IOException e) {
            throw Problems.of(file, "cannot be read: " + e.getMessage() + "; write it with numpy.savez");
        }
    }

    /** Names of its arrays. */
    public List<String> names() {
        return zip.stream()
                .map(ZipEntry::getName)
                .map(name -> name.endsWith(".npy") ? name.substring(0, name.length() - 4) : name)
                .toList();
    }

    public Optional<NpyArray> find(String name) {
        return Optional.ofNullable(zip.getEntry(name + ".npy")).map(entry -> {
            try (InputStream in = zip.getInputStream(entry)) {
                return new NpyReader(file, ", " + name, in).read(entry.getSize());
            } catch (IOException e) {
                throw CsvReader.unreadable(file, e);
            }
        });
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw CsvReader.unreadable(file, e);
        }
    }
}
