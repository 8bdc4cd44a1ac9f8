package io.vasari.evaluator.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.judge.FeatureFigures;
import io.vasari.evaluator.judge.ReplayFigures;
import io.vasari.evaluator.judge.WindowFigures;
import io.vasari.scores.ClassScores;
import io.vasari.scores.features.FeatureScores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The gauges of all windows. Each owner shows its revisions; what it no longer shows, and all of it when it is gone, is
 * taken down. Below the least number of samples only that number is shown. Safe for use by many threads.
 */
final class WindowGauges {
    private static final String PREFIX = "vasari_class_";
    private static final String SAMPLES = "vasari_window_samples";
    private static final String EVIDENCE = PREFIX + "evidence_nats";
    private static final String REPLAYS = "vasari_replay_distance_max";
    private static final String INCEPTION = "vasari_inception_score";
    private static final String BELIEF = "vasari_discriminator_belief_ratio";

    private static final Map<String, ToDoubleFunction<ClassScores>> OF_WINDOWS = Map.ofEntries(
            Map.entry("vasari_classes", scores -> scores.counts().classes()),
            Map.entry(PREFIX + "entropy_ratio", ClassScores::entropyRatio),
            Map.entry(PREFIX + "effective_classes", ClassScores::effectiveClasses),
            Map.entry(PREFIX + "coverage_ratio", ClassScores::coverageRatio),
            Map.entry(PREFIX + "missing", scores -> scores.missing().indices().size()),
            Map.entry(
                    PREFIX + "missing_log10_p_value", scores -> scores.missing().log10PValue()),
            Map.entry(PREFIX + "kl_divergence_nats", ClassScores::klNats),
            Map.entry(PREFIX + "js_divergence_nats", ClassScores::jsNats),
            Map.entry(PREFIX + "total_variation_ratio", ClassScores::totalVariation),
            Map.entry(PREFIX + "chi_squared", scores -> scores.fit().chiSquared()),
            Map.entry(PREFIX + "log10_p_value", scores -> scores.fit().log10PValue()),
            Map.entry(
                    PREFIX + "max_residual_sigmas", scores -> scores.residuals().maxAbsolute()));

    private static final String FEATURES_OF = "features of ";

    private static final Map<String, ToDoubleFunction<FeatureScores>> OF_FEATURES = Map.of(
            "vasari_kernel_distance", scores -> scores.kernelDistance().value(),
            "vasari_density", scores -> scores.fidelity().density(),
            "vasari_coverage_ratio", scores -> scores.fidelity().coverage(),
            "vasari_precision_ratio", scores -> scores.fidelity().precision(),
            "vasari_recall_ratio", scores -> scores.fidelity().recall(),
            "vasari_vendi_score", FeatureScores::vendi,
            "vasari_rke_score", FeatureScores::rke);

    private final Gauges gauges;
    private final Map<String, Map<Gauges.Name, Double>> byOwner = new HashMap<>();

    WindowGauges(MeterRegistry registry) {
        gauges = new Gauges(registry);
    }

    void show(String owner, List<WindowFigures> figures) {
        Map<Gauges.Name, Double> values = new HashMap<>();
        figures.forEach(window -> add(window, values));
        hang(owner, values);
    }

    void showReplays(String owner, List<ReplayFigures> figures) {
        Map<Gauges.Name, Double> values = new HashMap<>();
        figures.forEach(replays -> values.put(
                new Gauges.Name(
                        REPLAYS,
                        labels(replays.model()).and("window", replays.window().label())),
                replays.distance()));
        hang(owner, values);
    }

    void showFeatures(String owner, List<FeatureFigures> figures) {
        Map<Gauges.Name, Double> values = new HashMap<>();
        figures.forEach(features -> addFeatures(features, values));
        hang(FEATURES_OF + owner, values);
    }

    private static void addFeatures(FeatureFigures figures, Map<Gauges.Name, Double> values) {
        var readings = figures.readings();
        var tags = labels(figures.model()).and("window", figures.window());
        var ofFeature = tags.and("feature", readings.embedder().id());
        var scores = readings.scores();
        OF_FEATURES.forEach((name, score) -> values.put(new Gauges.Name(name, ofFeature), score.applyAsDouble(scores)));
        scores.kernelDistance()
                .standardError()
                .ifPresent(error ->
                        values.put(new Gauges.Name("vasari_kernel_distance_standard_error", ofFeature), error));
        scores.frechetDistance()
                .ifPresent(distance -> values.put(new Gauges.Name("vasari_frechet_distance", ofFeature), distance));
        values.put(new Gauges.Name("vasari_ndb_ratio", ofFeature), readings.ndbRatio());
        values.put(
                new Gauges.Name("vasari_near_duplicate_ratio", tags),
                readings.twins().ratio());
        var support = readings.twins().support();
        values.put(new Gauges.Name("vasari_support_low", tags), support.low());
        if (Double.isFinite(support.support())) {
            values.put(new Gauges.Name("vasari_support_estimate", tags), support.support());
        }
    }

    private synchronized void hang(String owner, Map<Gauges.Name, Double> values) {
        byOwner.put(owner, values);
        refresh();
    }

    synchronized void takeDown(String owner) {
        byOwner.remove(owner);
        byOwner.remove(FEATURES_OF + owner);
        refresh();
    }

    private void refresh() {
        Map<Gauges.Name, Double> values = new HashMap<>();
        byOwner.values().forEach(values::putAll);
        gauges.show(values);
    }

    private static void add(WindowFigures figures, Map<Gauges.Name, Double> values) {
        var tags = labels(figures.model()).and("window", figures.window());
        if (figures.window().equals(WindowFigures.EVER)) {
            figures.scores().ifPresent(scores -> values.put(new Gauges.Name(EVIDENCE, tags), scores.evidenceNats()));
            return;
        }
        values.put(new Gauges.Name(SAMPLES, tags), (double) figures.samples());
        figures.scores()
                .ifPresent(scores -> OF_WINDOWS.forEach(
                        (name, score) -> values.put(new Gauges.Name(name, tags), score.applyAsDouble(scores))));
        figures.inceptionScore().ifPresent(score -> values.put(new Gauges.Name(INCEPTION, tags), score));
        figures.meanBelief().ifPresent(mean -> values.put(new Gauges.Name(BELIEF, tags), mean));
    }

    static Tags labels(ModelRef model) {
        return Tags.of("model", model.id(), "revision", model.revision());
    }
}
