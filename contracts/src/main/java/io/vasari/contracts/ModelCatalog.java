package io.vasari.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The model folders below one directory, by model id. Safe for use by many threads at once. */
public final class ModelCatalog {
    public static final String CARD_FILE = "model.json";

    private static final System.Logger LOG = System.getLogger(ModelCatalog.class.getName());
    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path directory;
    private final Optional<LongSupplier> nanos;
    private volatile Reading reading;

    /** What was found, from files of which age, and when. */
    private record Reading(Map<Path, FileTime> stamps, Map<Path, ModelCard> byFolder, long atNanos) {
        Map<String, ModelCard> cards() {
            var cards = new TreeMap<String, ModelCard>();
            byFolder.values().forEach(card -> cards.put(card.id(), card));
            return cards;
        }
    }

    private ModelCatalog(Path directory, Optional<LongSupplier> nanos) {
        this.directory = directory;
        this.nanos = nanos;
        try {
            var stamps = stamps(directory);
            var cards = new LinkedHashMap<Path, ModelCard>();
            for (Path folder : stamps.keySet()) {
                cards.put(folder, readCard(folder));
            }
            this.reading = new Reading(stamps, cards, now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads every {@code <directory>/<id>/model.json}, once.
     *
     * @throws IllegalArgumentException when the directory is missing, or a card is broken or names another id than its folder
     */
    public static ModelCatalog read(Path directory) {
        return new ModelCatalog(directory, Optional.empty());
    }

    /**
     * As {@link #read}, but looks again when it is asked more than a second later, so that models and revisions that were
     * added are found. A card that is broken then stays as it was before.
     *
     * @param nanos a clock that only goes forward, such as {@link System#nanoTime}
     */
    public static ModelCatalog watch(Path directory, LongSupplier nanos) {
        return new ModelCatalog(directory, Optional.of(nanos));
    }

    private static Map<Path, FileTime> stamps(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("no model directory at " + directory.toAbsolutePath());
        }
        var stamps = new TreeMap<Path, FileTime>();
        try (var folders = Files.newDirectoryStream(directory, folder -> Files.exists(folder.resolve(CARD_FILE)))) {
            for (Path folder : folders) {
                stamps.put(folder, Files.getLastModifiedTime(folder.resolve(CARD_FILE)));
            }
        }
        return stamps;
    }

    private Map<String, ModelCard> current() {
        if (nanos.isPresent() && now() - reading.atNanos() >= LOOK_EVERY_NANOS) {
            look();
        }
        return reading.cards();
    }

    private synchronized void look() {
        var before = reading;
        if (now() - before.atNanos() < LOOK_EVERY_NANOS) {
            return;
        }
        try {
            var stamps = stamps(directory);
            var cards = new LinkedHashMap<Path, ModelCard>();
            stamps.forEach((folder, stamp) -> {
                boolean same = stamp.equals(before.stamps().get(folder));
                var known = Optional.ofNullable(before.byFolder().get(folder));
                (same ? known : reread(folder).or(() -> known)).ifPresent(card -> cards.put(folder, card));
            });
            reading = new Reading(stamps, cards, now());
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the models in " + directory + " cannot be looked at again: " + e.getMessage());
            reading = new Reading(before.stamps(), before.byFolder(), now());
        }
    }

    private static Optional<ModelCard> reread(Path folder) {
        try {
            return Optional.of(readCard(folder));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a card was changed and cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private long now() {
        return nanos.map(LongSupplier::getAsLong).orElse(0L);
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
        return Optional.ofNullable(current().get(id));
    }

    public Collection<ModelCard> cards() {
        return current().values();
    }

    /** Where a model's files are. */
    public Path folder(String id) {
        return directory.resolve(id);
    }
}
