package io.vasari.evaluator.reference;

import io.vasari.contracts.Json;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * References from {@code <zoo>/<classifier>/<revision>/reference.json}: {@code {"name":"mnist-test","n":10000,
 * "class_counts":{"0":980,...}}}. A classifier without one is compared with equal shares. Safe for use by many threads.
 */
public final class ZooReferences implements References {
    private static final String DEFAULT_FILE = "reference.json";

    /** Of an embedder, which tells no classes apart: all samples are alike to it. */
    private static final List<String> NO_CLASSES = List.of("any");

    private final Path zoo;
    private final Map<ModelRef, Reference> read = new ConcurrentHashMap<>();

    public ZooReferences(Path zoo) {
        this.zoo = zoo;
    }

    /** @param classCounts by class name */
    private record Counts(String name, Map<String, Long> classCounts) {}

    @Override
    public Reference of(ModelRef classifier) {
        return read.computeIfAbsent(classifier, this::read);
    }

    private Reference read(ModelRef classifier) {
        var catalog = ModelCatalog.read(zoo);
        var card = catalog.find(classifier.id())
                .orElseThrow(() -> new IllegalArgumentException("no classifier '" + classifier.id() + "' in "
                        + zoo.toAbsolutePath() + ": scores of it cannot be judged"));
        if (card.classes().isEmpty()) {
            return Reference.uniform(NO_CLASSES);
        }
        String name = card.reference().map(ModelCard.Reference::file).orElse(DEFAULT_FILE);
        Path file =
                catalog.folder(classifier.id()).resolve(classifier.revision()).resolve(name);
        if (!Files.exists(file)) {
            return Reference.uniform(card.classes());
        }
        try {
            return reference(card, file, Json.read(Files.readAllBytes(file), Counts.class));
        } catch (IOException e) {
            throw new UncheckedIOException("the reference cannot be read: " + file, e);
        }
    }

    private static Reference reference(ModelCard card, Path file, Counts counts) {
        if (counts.classCounts() == null || counts.name() == null) {
            throw new IllegalArgumentException(file + " lacks a name or class_counts");
        }
        var missing = card.classes().stream()
                .filter(name -> !counts.classCounts().containsKey(name))
                .toList();
        if (!missing.isEmpty() || counts.classCounts().size() != card.classes().size()) {
            throw new IllegalArgumentException(file + " counts the classes "
                    + counts.classCounts().keySet() + ", the card names " + card.classes());
        }
        var ordered = card.classes().stream()
                .mapToLong(name -> counts.classCounts().get(name))
                .toArray();
        return new Reference(counts.name(), card.classes(), ClassCounts.of(ordered));
    }
}
