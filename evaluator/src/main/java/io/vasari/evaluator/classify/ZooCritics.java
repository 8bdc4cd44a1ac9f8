package io.vasari.evaluator.classify;

import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.scoring.Critic;
import io.vasari.evaluator.scoring.CriticException;
import io.vasari.evaluator.scoring.Critics;
import io.vasari.models.AttributeClassifier;
import io.vasari.models.Classifier;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.LoadedModel;
import io.vasari.models.ModelLoadException;
import io.vasari.models.ModelZoo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Critics by the cards of the zoo: the newest revisions of the classifier, the embedder and the attribute classifier that a
 * model's card names. Each is loaded when it is first asked for and stays loaded. Not safe for use by many threads.
 */
public final class ZooCritics implements Critics, AutoCloseable {
    /** How often an unknown model makes the cards be read again. */
    private static final Duration REREAD = Duration.ofSeconds(10);

    private final Path zoo;
    private final InstantSource clock;
    private final Map<Judges, Critic> critics = new HashMap<>();
    private final Map<ModelRef, LoadedModel> loaded = new HashMap<>();
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
        catalog.cards().forEach(card -> judgesOf(card).ifPresent(this::load));
    }

    @Override
    public Optional<Critic> of(ModelRef model) {
        return card(model).flatMap(this::judgesOf).map(this::load);
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

    /**
     * Those who look at a model's samples.
     *
     * @param image size of the samples by the model's card; the first judge's own where it does not say
     */
    private record Judges(
            Optional<ModelRef> classifier,
            Optional<ModelRef> embedder,
            Optional<ModelRef> attributes,
            Optional<ModelCard.Image> image) {
        boolean isAnybody() {
            return classifier.isPresent() || embedder.isPresent() || attributes.isPresent();
        }
    }

    private Optional<Judges> judgesOf(ModelCard card) {
        return card.critic()
                .map(critic -> new Judges(
                        critic.classifier().map(id -> newest(card, id)),
                        critic.embedder().map(id -> newest(card, id)),
                        critic.attributes().map(id -> newest(card, id)),
                        card.image()))
                .filter(Judges::isAnybody);
    }

    private ModelRef newest(ModelCard card, String id) {
        return catalog.find(id)
                .map(judge -> new ModelRef(judge.id(), judge.newestRevision()))
                .orElseThrow(() -> new CriticException(
                        "the card of " + card.id() + " names the critic '" + id + "', which is not in "
                                + zoo.toAbsolutePath(),
                        null));
    }

    private Critic load(Judges judges) {
        var known = critics.get(judges);
        if (known == null) {
            known = open(judges);
            critics.put(judges, known);
        }
        return known;
    }

    private ZooCritic open(Judges judges) {
        var classifier = judges.classifier().map(ref -> load(ref, Classifier.class));
        var embedder = judges.embedder().map(ref -> load(ref, Embedder.class));
        var attributes = judges.attributes().map(ref -> load(ref, AttributeClassifier.class));
        var ref = Stream.of(judges.classifier(), judges.embedder(), judges.attributes())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        var shape = judges.image()
                .map(image -> new ImageShape(image.width(), image.height(), image.channels()))
                .or(() -> classifier.map(Classifier::shape))
                .or(() -> embedder.map(Embedder::shape))
                .or(() -> attributes.map(AttributeClassifier::shape))
                .orElseThrow();
        return new ZooCritic(
                ref,
                shape,
                classifier,
                embedder.map(model -> new ZooFeatureExtractor(judges.embedder().orElseThrow(), model, shape)),
                attributes.map(model -> new ZooAttributeExtractor(model, shape)));
    }

    private <M> M load(ModelRef ref, Class<M> kind) {
        try {
            var model = loaded.get(ref);
            if (model == null) {
                model = ModelZoo.open(zoo).load(ref.id(), ref.revision());
                loaded.put(ref, model);
            }
            if (!kind.isInstance(model)) {
                throw new ModelLoadException("it is no " + kind.getSimpleName());
            }
            return kind.cast(model);
        } catch (RuntimeException e) {
            throw new CriticException("the critic " + ref + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        loaded.values().forEach(LoadedModel::close);
    }
}
