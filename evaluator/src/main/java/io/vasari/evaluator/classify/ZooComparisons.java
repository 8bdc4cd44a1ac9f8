package io.vasari.evaluator.classify;

import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.judge.FeatureComparison;
import io.vasari.evaluator.judge.FeatureComparisons;
import io.vasari.models.ModelLoadException;
import io.vasari.models.reference.ReferenceFeatures;
import io.vasari.models.reference.ReferenceFolder;
import io.vasari.models.reference.ReferenceSet;
import io.vasari.scores.linear.Rows;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Reference sets from {@code <zoo>/references/<name>}, by the name in a model's card; each is read once. Thread-safe. */
public final class ZooComparisons implements FeatureComparisons {
    private static final Logger LOG = Logger.getLogger(ZooComparisons.class);
    private static final String SHELF = "references";
    private static final int LEAST_ROWS = 100;

    private final Path zoo;
    private final Map<Wanted, Optional<FeatureComparison>> read = new ConcurrentHashMap<>();

    public ZooComparisons(Path zoo) {
        this.zoo = zoo;
    }

    private record Wanted(ModelRef model, ModelRef embedder) {}

    @Override
    public Optional<FeatureComparison> of(ModelRef model, ModelRef embedder) {
        return read.computeIfAbsent(new Wanted(model, embedder), this::read);
    }

    private Optional<FeatureComparison> read(Wanted wanted) {
        try {
            return ModelCatalog.read(zoo)
                    .find(wanted.model().id())
                    .flatMap(ModelCard::critic)
                    .flatMap(ModelCard.Critic::reference)
                    .flatMap(name -> comparison(name, wanted.embedder()));
        } catch (ModelLoadException | IllegalArgumentException e) {
            LOG.warnf("the features of %s are compared with nothing: %s", wanted.model(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<FeatureComparison> comparison(String name, ModelRef embedder) {
        ReferenceSet set = ReferenceFolder.read(zoo.resolve(SHELF).resolve(name));
        Optional<ReferenceFeatures> features =
                set.features().filter(of -> of.embedder().model().equals(embedder.toString()));
        if (features.isEmpty() || features.get().keys().length < LEAST_ROWS) {
            LOG.warnf("reference set %s has no features of %s, or fewer than %d", name, embedder, LEAST_ROWS);
            return Optional.empty();
        }
        return features.map(of -> FeatureComparison.of(name, Rows.of(of.dimension(), of.rows())));
    }
}
