package io.vasari.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The model folders below one directory, by model id. Immutable once read. */
public final class ModelCatalog {
    public static final String CARD_FILE = "model.json";

    private final Path directory;
    private final Map<String, ModelCard> cards;

    private ModelCatalog(Path directory, Map<String, ModelCard> cards) {
        this.directory = directory;
        this.cards = cards;
    }

    /**
     * Reads every {@code <directory>/<id>/model.json}.
     *
     * @throws IllegalArgumentException when the directory is missing, or a card is broken or names another id than its folder
     */
    public static ModelCatalog read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("no model directory at " + directory.toAbsolutePath());
        }
        var cards = new TreeMap<String, ModelCard>();
        try (var folders = Files.newDirectoryStream(directory, folder -> Files.exists(folder.resolve(CARD_FILE)))) {
            for (Path folder : folders) {
                var card = readCard(folder);
                cards.put(card.id(), card);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelCatalog(directory, cards);
    }

    private static ModelCard readCard(Path folder) throws IOException {
        Path file = folder.resolve(CARD_FILE);
        var card = Json.read(Files.readAllBytes(file), ModelCard.class);
        if (!folder.getFileName().toString().equals(card.id())) {
            throw new IllegalArgumentException(
                    file + " is the card of '" + card.id() + "'; a model's folder bears its id");
        }
        if (card.revisions().isEmpty()) {
            throw new IllegalArgumentException(file + " lists no revisions");
        }
        if (card.paintsFromText() && card.image().isEmpty()) {
            throw new IllegalArgumentException(file + " has task " + card.task() + " and no 'image': its usual size");
        }
        return card;
    }

    public Optional<ModelCard> find(String id) {
        return Optional.ofNullable(cards.get(id));
    }

    public Collection<ModelCard> cards() {
        return cards.values();
    }

    /** Where a model's files are. */
    public Path folder(String id) {
        return directory.resolve(id);
    }
}
