package io.vasari.training.cards;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vasari.models.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the files of a model package that are not weights. */
public final class PackageWriter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;

    /** A writer for {@code <zoo>/<id>}, which need not exist. */
    public PackageWriter(Path zoo, String id) {
        this.root = zoo.resolve(id);
    }

    /** The folder of the package. */
    public Path root() {
        return root;
    }

    /** The folder of a revision. */
    public Path revision(String revision) {
        return root.resolve(revision);
    }

    /** Writes {@code model.json}. */
    public void card(Map<String, Object> card) throws IOException {
        json(root.resolve(ModelFolder.CARD), card);
    }

    /** Writes {@code README.md}. */
    public void readme(String text) throws IOException {
        text(root.resolve("README.md"), text);
    }

    /** Writes a JSON file of a revision. */
    public void json(String revision, String file, Map<String, Object> content) throws IOException {
        json(revision(revision).resolve(file), content);
    }

    /** The fields of a JSON object: a name, its value, the next name, and so on; they keep their order. */
    public static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /** Writes any JSON file, and the folders above it. */
    public static void json(Path file, Map<String, ?> content) throws IOException {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        text(file, JSON.writer(printer).writeValueAsString(content) + "\n");
    }

    private static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
