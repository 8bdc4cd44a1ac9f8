package io.vasari.evaluator.classify;

import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.scoring.Critic;
import io.vasari.evaluator.scoring.CriticException;
import io.vasari.evaluator.scoring.Critics;
import io.vasari.evaluator.scoring.FeatureEye;
import io.vasari.models.Classifier;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.LoadedModel;
import io.vasari.models.ModelLoadException;
import io.vasari.models.ModelZoo;
import io.vasari.models.clip.images.ImageFit;
import io.vasari.scores.duplicates.PerceptualHash;
import io.vasari.scores.pixel.GrayImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
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

    /** Those who look at a model's samples. */
    private record Judges(Optional<ModelRef> classifier, Optional<ModelRef> embedder) {}

    private Optional<Judges> judgesOf(ModelCard card) {
        return card.critic()
                .map(critic -> new Judges(
                        critic.classifier().map(id -> newest(card, id)),
                        critic.embedder().map(id -> newest(card, id))))
                .filter(judges ->
                        judges.classifier().isPresent() || judges.embedder().isPresent());
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
            known = judges.classifier().isPresent()
                    ? classifying(judges.classifier().get(), judges.embedder())
                    : new EyeAlone(eye(judges.embedder().orElseThrow(), Optional.empty()));
            critics.put(judges, known);
        }
        return known;
    }

    private Critic classifying(ModelRef ref, Optional<ModelRef> embedder) {
        var classifier = load(ref, Classifier.class);
        return new ZooCritic(ref, classifier, embedder.map(of -> eye(of, Optional.of(classifier.shape()))));
    }

    /** @param shape of the images; the embedder's own if it is not said */
    private ZooEye eye(ModelRef ref, Optional<ImageShape> shape) {
        var embedder = load(ref, Embedder.class);
        return new ZooEye(ref, embedder, shape.orElse(embedder.shape()));
    }

    private <M> M load(ModelRef ref, Class<M> kind) {
        try {
            var model = loaded.get(ref);
            if (model == null) {
                model = ModelZoo.open(zoo).load(ref.id(), ref.revision());
                loaded.put(ref, model);
            }
            if (!kind.isInstance(model)) {
                throw new ModelLoadException("it is no " + kind.getSimpleName().toLowerCase(Locale.ROOT));
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

    private record ZooCritic(ModelRef ref, Classifier classifier, Optional<ZooEye> zooEye) implements Critic {
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

        @Override
        public Optional<FeatureEye> eye() {
            return zooEye.map(eye -> eye);
        }
    }

    /** Nobody tells classes apart; to the embedder all samples are alike. */
    private record EyeAlone(ZooEye only) implements Critic {
        @Override
        public ModelRef ref() {
            return only.ref();
        }

        @Override
        public Picture picture() {
            var shape = only.shape();
            return new Picture(shape.widthPixels(), shape.heightPixels(), shape.channels());
        }

        @Override
        public boolean classifies() {
            return false;
        }

        @Override
        public Looks look(byte[] pixels, int count) {
            return new Looks(new int[count], new float[count]);
        }

        @Override
        public Optional<FeatureEye> eye() {
            return Optional.of(only);
        }
    }

    private record ZooEye(ModelRef ref, Embedder embedder, ImageShape shape) implements FeatureEye {
        @Override
        public int dimension() {
            return embedder.dimension();
        }

        @Override
        public Sights see(byte[] pixels, int count) {
            var grey = new ImageShape(shape.widthPixels(), shape.heightPixels(), 1);
            byte[] luma = ImageFit.fit(pixels, shape, count, grey);
            var hashes = new long[count];
            for (int i = 0; i < count; i++) {
                byte[] image = Arrays.copyOfRange(luma, i * grey.bytes(), (i + 1) * grey.bytes());
                hashes[i] = PerceptualHash.ofCosines(GrayImage.ofBytes(grey.widthPixels(), grey.heightPixels(), image));
            }
            return new Sights(embedder.embed(pixels, shape, count), hashes);
        }
    }
}
