package io.vasari.evaluator.classify;

import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.scoring.Critic;
import io.vasari.evaluator.scoring.CriticException;
import io.vasari.evaluator.scoring.Critics;
import io.vasari.models.Classifier;
import io.vasari.models.ModelZoo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Critics by the cards of the zoo: the newest revision of the classifier that a model's card names. Each is loaded when it
 * is first asked for and stays loaded. Not safe for use by many threads.
 */
public final class ZooCritics implements Critics, AutoCloseable {
    /** How often an unknown model makes the cards be read again. */
    private static final Duration REREAD = Duration.ofSeconds(10);

    private final Path zoo;
    private final InstantSource clock;
    private final Map<ModelRef, Critic> loaded = new HashMap<>();
    private final Map<ModelRef, Classifier> classifiers = new HashMap<>();
    private ModelCatalog catalog;
    private Instant readAt;

    public ZooCritics(Path zoo, InstantSource clock) {
        this.zoo = zoo;
        this.clock = clock;
        this.catalog = ModelCatalog.read(zoo);
        this.readAt = clock.instant();
    }

    /**
     * Has Torch run on one thread: two cores serve the whole farm. Takes effect before the first model is loaded; a system
     * property that is set already stays.
     */
    public static void runOnOneThread() {
        Map.of(
                        "ai.djl.offline", "true",
                        "OPT_OUT_TRACKING", "true",
                        "ai.djl.pytorch.num_threads", "1",
                        "ai.djl.pytorch.num_interop_threads", "1")
                .forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    }

    /** Loads the critics of all models now, so that the first shard does not wait for it. */
    public void warmUp() {
        catalog.cards().forEach(card -> classifierOf(card).ifPresent(this::load));
    }

    @Override
    public Optional<Critic> of(ModelRef model) {
        return card(model).flatMap(this::classifierOf).map(this::load);
    }

    private Optional<ModelCard> card(ModelRef model) {
        var known = catalog.find(model.id());
        if (known.isEmpty() && !clock.instant().isBefore(readAt.plus(REREAD))) {
            catalog = read();
            readAt = clock.instant();
            return catalog.find(model.id());
        }
        return known;
    }

    private ModelCatalog read() {
        try {
            return ModelCatalog.read(zoo);
        } catch (RuntimeException e) {
            throw new CriticException("the model cards cannot be read: " + e.getMessage(), e);
        }
    }

    private Optional<ModelRef> classifierOf(ModelCard card) {
        return card.critic().flatMap(ModelCard.Critic::classifier).map(id -> catalog.find(id)
                .map(classifier -> new ModelRef(classifier.id(), classifier.newestRevision()))
                .orElseThrow(() -> new CriticException(
                        "the card of " + card.id() + " names the critic '" + id + "', which is not in "
                                + zoo.toAbsolutePath(),
                        null)));
    }

    private Critic load(ModelRef ref) {
        return loaded.computeIfAbsent(ref, unloaded -> {
            try {
                var classifier = ModelZoo.open(zoo).loadClassifier(ref.id(), ref.revision());
                classifiers.put(ref, classifier);
                return new ZooCritic(ref, classifier);
            } catch (RuntimeException e) {
                throw new CriticException("the critic " + ref + " cannot be loaded: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public void close() {
        classifiers.values().forEach(Classifier::close);
    }

    private record ZooCritic(ModelRef ref, Classifier classifier) implements Critic {
        @Override
        public Picture picture() {
            var shape = classifier.shape();
            return new Picture(shape.widthPixels(), shape.heightPixels(), shape.channels());
        }

        @Override
        public Looks look(byte[] pixels, int count) {
            var classification = classifier.classify(pixels, count);
            return new Looks(classification.classes(), classification.confidences());
        }
    }
}
