package io.vasari.evaluator.classify;

import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.scoring.CriticException;
import io.vasari.evaluator.study.StudyModelSource;
import io.vasari.evaluator.study.StudyModels;
import io.vasari.models.AttributeClassifier;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.LoadedModel;
import io.vasari.models.ModelZoo;
import io.vasari.models.TextImageEmbedder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Models that look at studies, by the cards of the zoo: the newest revisions of the embedder and the attribute classifier that a model's card names.
 * Each is loaded when it is first asked for and stays loaded. Not safe for use by many threads.
 */
public final class ZooStudyModels implements StudyModelSource, AutoCloseable {
    private final Path zoo;
    private final Map<ModelRef, LoadedModel> loaded = new HashMap<>();

    public ZooStudyModels(Path zoo) {
        this.zoo = zoo;
    }

    @Override
    public StudyModels of(ModelRef model) {
        var catalog = ModelCatalog.read(zoo);
        var critic = catalog.find(model.id()).flatMap(ModelCard::critic);
        return new ZooEye(
                critic.flatMap(ModelCard.Critic::embedder).map(id -> named(catalog, id, zoo -> zoo::loadEmbedder)),
                critic.flatMap(ModelCard.Critic::attributes)
                        .map(id -> named(catalog, id, zoo -> zoo::loadAttributeClassifier)));
    }

    private record Named<T>(ModelRef ref, T model) {}

    private <T extends LoadedModel> Named<T> named(
            ModelCatalog catalog, String id, Function<ModelZoo, BiFunction<String, String, T>> load) {
        var ref = catalog.find(id)
                .map(card -> new ModelRef(id, card.newestRevision()))
                .orElseThrow(() -> new CriticException(
                        "a card names the critic '" + id + "', which is not in " + zoo.toAbsolutePath(), null));
        try {
            @SuppressWarnings("unchecked")
            T model = (T) loaded.computeIfAbsent(
                    ref, unloaded -> load.apply(ModelZoo.open(zoo)).apply(ref.id(), ref.revision()));
            return new Named<>(ref, model);
        } catch (RuntimeException e) {
            throw new CriticException("the critic " + ref + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        loaded.values().forEach(LoadedModel::close);
        loaded.clear();
    }

    private record ZooEye(Optional<Named<Embedder>> images, Optional<Named<AttributeClassifier>> traits)
            implements StudyModels {
        @Override
        public Optional<ModelRef> embedder() {
            return images.map(Named::ref);
        }

        @Override
        public float[][] embed(byte[] pixels, Pixels shape, int count) {
            return images.orElseThrow().model().embed(pixels, shape(shape), count);
        }

        @Override
        public Optional<float[][]> embedTexts(List<String> texts) {
            return images.map(Named::model)
                    .filter(TextImageEmbedder.class::isInstance)
                    .map(embedder -> ((TextImageEmbedder) embedder).embedTexts(texts));
        }

        @Override
        public Optional<ModelRef> attributeClassifier() {
            return traits.map(Named::ref);
        }

        @Override
        public Map<String, List<String>> attributes() {
            return traits.map(named -> named.model().traits()).orElse(Map.of());
        }

        @Override
        public Map<String, int[]> classify(byte[] pixels, Pixels shape, int count) {
            if (traits.isEmpty() || !traits.get().model().shape().equals(shape(shape))) {
                return Map.of();
            }
            var classes = new LinkedHashMap<String, int[]>();
            traits.get().model().classify(pixels, count).forEach((trait, found) -> classes.put(trait, found.classes()));
            return classes;
        }

        private static ImageShape shape(Pixels pixels) {
            return new ImageShape(pixels.width(), pixels.height(), pixels.channels());
        }
    }
}
