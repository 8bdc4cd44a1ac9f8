package io.vasari.evaluator.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.judge.WindowFigures;
import io.vasari.scores.ClassScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * The gauges of all windows. Each owner shows its revisions; what it no longer shows, and all of it when it is gone, is
 * taken down. Below the least number of samples only that number is shown.
 */
final class Board {
    private static final String PREFIX = "vasari_class_";

    private final Map<String, ToDoubleFunction<ClassScores>> windowScores = new LinkedHashMap<>();
    private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();
    private final Map<String, List<WindowFigures>> byOwner = new ConcurrentHashMap<>();

    Board(MeterRegistry registry) {
        windowScores.put("vasari_classes", scores -> scores.counts().classes());
        windowScores.put(PREFIX + "entropy_ratio", ClassScores::entropyRatio);
        windowScores.put(PREFIX + "effective_classes", ClassScores::effectiveClasses);
        windowScores.put(PREFIX + "coverage_ratio", ClassScores::coverageRatio);
        windowScores.put(
                PREFIX + "missing", scores -> scores.missing().indices().size());
        windowScores.put(
                PREFIX + "missing_log10_p_value", scores -> scores.missing().log10PValue());
        windowScores.put(PREFIX + "kl_divergence_nats", ClassScores::klNats);
        windowScores.put(PREFIX + "js_divergence_nats", ClassScores::jsNats);
        windowScores.put(PREFIX + "total_variation_ratio", ClassScores::totalVariation);
        windowScores.put(PREFIX + "chi_squared", scores -> scores.fit().chiSquared());
        windowScores.put(PREFIX + "log10_p_value", scores -> scores.fit().log10PValue());
        windowScores.put(
                PREFIX + "max_residual_sigmas", scores -> scores.residuals().maxAbsolute());
        windowScores.keySet().forEach(name -> gauges.put(name, gauge(name, registry)));
        for (String name : List.of(SAMPLES, EVIDENCE, BELIEF)) {
            gauges.put(name, gauge(name, registry));
        }
    }

    private static final String SAMPLES = "vasari_window_samples";
    private static final String EVIDENCE = PREFIX + "evidence_nats";
    private static final String BELIEF = "vasari_discriminator_belief_ratio";

    private static MultiGauge gauge(String name, MeterRegistry registry) {
        return MultiGauge.builder(name).description(Descriptions.of(name)).register(registry);
    }

    synchronized void show(String owner, List<WindowFigures> figures) {
        byOwner.put(owner, figures);
        refresh();
    }

    synchronized void takeDown(String owner) {
        byOwner.remove(owner);
        refresh();
    }

    private void refresh() {
        Map<String, List<MultiGauge.Row<?>>> rows = new LinkedHashMap<>();
        gauges.keySet().forEach(name -> rows.put(name, new ArrayList<>()));
        byOwner.values().forEach(figures -> figures.forEach(window -> add(window, rows)));
        rows.forEach((name, ofName) -> gauges.get(name).register(ofName, true));
    }

    private void add(WindowFigures figures, Map<String, List<MultiGauge.Row<?>>> rows) {
        var tags = labels(figures.model()).and("window", figures.window());
        boolean ever = figures.window().equals(WindowFigures.EVER);
        if (!ever) {
            rows.get(SAMPLES).add(MultiGauge.Row.of(tags, figures.samples()));
        }
        figures.scores().ifPresent(scores -> {
            if (ever) {
                rows.get(EVIDENCE).add(MultiGauge.Row.of(tags, scores.evidenceNats()));
            } else {
                windowScores.forEach(
                        (name, score) -> rows.get(name).add(MultiGauge.Row.of(tags, score.applyAsDouble(scores))));
            }
        });
        OptionalDouble belief = ever ? OptionalDouble.empty() : figures.meanBelief();
        belief.ifPresent(mean -> rows.get(BELIEF).add(MultiGauge.Row.of(tags, mean)));
    }

    static Tags labels(ModelRef model) {
        return Tags.of("model", model.id(), "revision", model.revision());
    }
}
