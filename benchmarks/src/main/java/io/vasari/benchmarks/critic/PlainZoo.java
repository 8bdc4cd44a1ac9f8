package io.vasari.benchmarks.critic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of the same models, whose cards name no critic but the classifier. */
final class PlainZoo {
    private static final String CARD = "model.json";

    private PlainZoo() {}

    /**
     * Links everything but the cards.
     *
     * @param into empty
     */
    static Path of(Path zoo, Path into) {
        try {
            for (Path model : children(zoo)) {
                if (Files.exists(model.resolve(CARD))) {
                    copy(model, Files.createDirectories(into.resolve(model.getFileName())));
                }
            }
            return into;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path model, Path into) throws IOException {
        for (Path file : children(model)) {
            if (!file.endsWith(CARD)) {
                Files.createSymbolicLink(into.resolve(file.getFileName()), file.toAbsolutePath());
            }
        }
        var mapper = new ObjectMapper();
        var card = (ObjectNode) mapper.readTree(Files.readAllBytes(model.resolve(CARD)));
        if (card.get("critic") instanceof ObjectNode critic) {
            critic.retain("classifier");
        }
        Files.write(into.resolve(CARD), mapper.writeValueAsBytes(card));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
