package io.vasari.cli.farm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk of 16 MiB over a folder, which can be full. It takes root, and a machine that lets root mount. */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "16m";

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Empty where this user may not mount. What was in the folder is there again after {@link #close}. */
    static Optional<SmallDisk> over(Path folder) throws IOException {
        return Files.isExecutable(Path.of("/bin/mount"))
                        && run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString()) == 0
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    /** Leaves not one byte. */
    void fill() throws IOException {
        long free = folder.toFile().getUsableSpace();
        try (var out = Files.newOutputStream(ballast)) {
            out.write(new byte[(int) free]);
        }
        if (folder.toFile().getUsableSpace() > 0) {
            throw new IOException(folder + " is not full");
        }
    }

    void free() throws IOException {
        Files.delete(ballast);
    }

    @Override
    public void close() throws IOException {
        if (run("umount", "--lazy", folder.toString()) != 0) {
            throw new IOException("cannot unmount " + folder);
        }
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
