package io.vasari.evaluator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.StudyEvaluation.Variance;
import io.vasari.evaluator.study.Judged;
import io.vasari.evaluator.study.StudyTally;
import io.vasari.evaluator.study.WindowSensitivity;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Studies as meters. Used by one thread; scraping is safe at any time. */
public final class StudyMeters implements StudyTally {
    private static final String RATIO = "vasari_prompt_sensitivity_ratio";
    private static final String OMEGA = "vasari_prompt_sensitivity_omega_squared";
    private static final String DISTANCE = "vasari_prompt_mean_distance";
    private static final String GROUPS = "vasari_window_prompt_groups";
    private static final String CHECKS = "vasari_window_attribute_checks";

    private static final double[] DISTANCES = {1e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.2, 0.5, 1, 3, 10, 30, 100};
    private static final double[] COSINES = {0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

    private final MeterRegistry registry;
    private final Gauges gauges;
    private final FineHistograms distances;
    private final FineHistograms cosines;

    public StudyMeters(MeterRegistry registry) {
        this.registry = registry;
        this.gauges = new Gauges(registry);
        this.distances = new FineHistograms(
                registry,
                "vasari_prompt_pair_distance",
                "Distance of two variants of a prompt on one noise",
                DISTANCES,
                "model",
                "perturbation",
                "feature");
        this.cosines = new FineHistograms(
                registry, "vasari_clip_cosine", "Cosine of an image and its prompt", COSINES, "model");
    }

    @Override
    public void judged(Judged study) {
        var evaluation = study.evaluation();
        var model = Tags.of("model", evaluation.model().id());
        var kind = model.and("perturbation", name(evaluation.perturbation()));
        for (var group : evaluation.groups()) {
            Counter.builder("vasari_prompt_groups")
                    .description("Variants of a prompt on one noise that were judged")
                    .tags(kind.and("expectation", name(evaluation.expectation()))
                            .and("verdict", name(group.verdict())))
                    .register(registry)
                    .increment();
        }
        study.pairs().forEach((feature, measured) -> {
            for (double distance : measured) {
                distances.record(distance, evaluation.model().id(), name(evaluation.perturbation()), feature);
            }
        });
        for (float[] row : evaluation.alignment()) {
            for (float cosine : row) {
                cosines.record(cosine, evaluation.model().id());
            }
        }
        for (var check : evaluation.attributes()) {
            int passed = check.passed();
            CheckCounters.count(
                    registry,
                    evaluation.model().id(),
                    check.attribute(),
                    passed,
                    check.seen().size() - passed);
        }
    }

    @Override
    public void figures(List<WindowSensitivity> figures) {
        Map<Gauges.Name, Double> values = new HashMap<>();
        figures.forEach(window -> add(window, values));
        gauges.show(values);
    }

    private static void add(WindowSensitivity figures, Map<Gauges.Name, Double> values) {
        var tags = labels(figures.model())
                .and("window", figures.window().label())
                .and("perturbation", name(figures.perturbation()));
        values.put(new Gauges.Name(DISTANCE, tags), figures.meanDistance());
        figures.variance().ifPresent(variance -> add(variance, tags, values));
        figures.groups()
                .forEach((kind, count) -> values.put(
                        new Gauges.Name(
                                GROUPS,
                                tags.and("expectation", name(kind.expectation()), "verdict", name(kind.verdict()))),
                        (double) count));
        figures.checks()
                .forEach((kind, count) -> values.put(
                        new Gauges.Name(
                                CHECKS,
                                tags.and("attribute", kind.attribute(), "result", kind.passed() ? "passed" : "failed")),
                        (double) count));
    }

    private static void add(Variance variance, Tags tags, Map<Gauges.Name, Double> values) {
        values.put(new Gauges.Name(RATIO, tags.and("source", "prompt")), variance.promptRatio());
        values.put(new Gauges.Name(RATIO, tags.and("source", "seed")), variance.seedRatio());
        values.put(new Gauges.Name(RATIO, tags.and("source", "interaction")), variance.interactionRatio());
        values.put(new Gauges.Name(OMEGA, tags), variance.omegaSquared());
    }

    private static Tags labels(ModelRef model) {
        return Tags.of("model", model.id(), "revision", model.revision());
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
