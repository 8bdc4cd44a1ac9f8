package io.vasari.worker.generate;

import io.vasari.models.ModelFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The model families that this worker can run: those it was built with, and those of plug-in jars. */
final class Families {
    private final Map<String, ModelFamily> byName = new TreeMap<>();

    /**
     * @param plugins folder of jars, each with families as {@code META-INF/services/io.vasari.models.ModelFamily}
     * @throws IllegalArgumentException when the folder is missing or a plug-in cannot be loaded
     */
    static Families load(Optional<Path> plugins) {
        ClassLoader builtIn = ModelFamily.class.getClassLoader();
        ClassLoader loader = plugins.<ClassLoader>map(folder -> new URLClassLoader(jarsIn(folder), builtIn))
                .orElse(builtIn);
        var families = new Families();
        try {
            ServiceLoader.load(ModelFamily.class, loader).forEach(families::add);
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException("a plug-in of vasari.models.plugins cannot be loaded: " + e, e);
        }
        return families;
    }

    Optional<ModelFamily> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Set<String> names() {
        return byName.keySet();
    }

    private void add(ModelFamily family) {
        var other = byName.putIfAbsent(family.name(), family);
        if (other != null) {
            throw new IllegalArgumentException("two model families are named '" + family.name() + "': "
                    + other.getClass().getName() + " and " + family.getClass().getName());
        }
    }

    private static URL[] jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "vasari.models.plugins is " + folder.toAbsolutePath() + ", which is not a folder");
        }
        var urls = new ArrayList<URL>();
        try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                urls.add(jar.toUri().toURL());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return urls.toArray(URL[]::new);
    }
}
