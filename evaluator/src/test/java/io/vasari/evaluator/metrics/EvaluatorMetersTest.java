package io.vasari.evaluator.metrics;

import static io.vasari.evaluator.aggregate.Samples.NOON;
import static io.vasari.evaluator.aggregate.Samples.SUBJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vasari.evaluator.aggregate.CheckCounts;
import io.vasari.evaluator.aggregate.Counted;
import io.vasari.evaluator.aggregate.JobKey;
import io.vasari.evaluator.aggregate.JobTally;
import io.vasari.evaluator.aggregate.Samples;
import io.vasari.evaluator.aggregate.Tally;
import io.vasari.evaluator.aggregate.Window;
import io.vasari.evaluator.judge.ReplayFigures;
import io.vasari.evaluator.judge.WindowFigures;
import io.vasari.evaluator.scoring.Stages;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.ClassScores;
import io.vasari.scores.Reference;
import io.vasari.scores.state.BeliefSums;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluatorMetersTest {
    private static final Reference UNIFORM =
            Reference.uniform(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
    private static final String LABELS = "{model=\"mnist-gan\",revision=\"epoch-200\",window=\"1h\"}";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final EvaluatorMeters meters = new EvaluatorMeters(registry, classifier -> UNIFORM);

    private static WindowFigures figures(String window, long... counts) {
        var of = ClassCounts.of(counts);
        return new WindowFigures(
                Samples.MODEL,
                window,
                of.n(),
                of.n() < 100 ? Optional.empty() : Optional.of(ClassScores.of(of, UNIFORM)),
                OptionalDouble.of(0.25),
                OptionalDouble.of(7.5));
    }

    private String scrape() {
        return registry.scrape().replace(",}", "}");
    }

    @Test
    void everyGaugeBearsItsPublishedName() {
        meters.figures(
                "0_0",
                List.of(
                        figures("1h", 200, 0, 100, 100, 100, 100, 100, 100, 100, 100),
                        figures("all", 200, 0, 100, 100, 100, 100, 100, 100, 100, 100)),
                NOON);
        var scraped = scrape();
        for (String line : List.of(
                "vasari_window_samples" + LABELS + " 1000.0",
                "vasari_classes" + LABELS + " 10.0",
                "vasari_class_coverage_ratio" + LABELS + " 0.9",
                "vasari_class_missing" + LABELS + " 1.0",
                "vasari_class_missing_log10_p_value" + LABELS + " -44.757",
                "vasari_class_total_variation_ratio" + LABELS + " 0.1",
                "vasari_class_chi_squared" + LABELS + " 200.0",
                "vasari_class_entropy_ratio" + LABELS + " 0.9",
                "vasari_class_effective_classes" + LABELS + " 8.7",
                "vasari_class_kl_divergence_nats" + LABELS + " 0.138",
                "vasari_class_js_divergence_nats" + LABELS + " 0.0",
                "vasari_class_log10_p_value" + LABELS + " -37.4",
                "vasari_class_max_residual_sigmas" + LABELS + " 10.5",
                "vasari_class_evidence_nats" + LABELS.replace("1h", "all") + " 114.1",
                "vasari_inception_score" + LABELS + " 7.5",
                "vasari_discriminator_belief_ratio" + LABELS + " 0.25",
                "vasari_last_window_end_timestamp_seconds 1.7723664E9")) {
            assertThat(scraped).contains("\n" + line);
        }
        assertThat(scraped).doesNotContain("vasari_window_samples" + LABELS.replace("1h", "all"));
    }

    @Test
    void tooFewSamplesShowTheirNumberAloneAndTakeDownTheRest() {
        meters.figures("0_0", List.of(figures("1h", 100, 100, 100, 100, 100, 100, 100, 100, 100, 100)), NOON);
        assertThat(scrape()).contains("vasari_class_entropy_ratio" + LABELS);
        meters.figures("0_0", List.of(figures("1h", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)), NOON);
        assertThat(scrape())
                .contains("vasari_window_samples" + LABELS + " 10.0")
                .doesNotContain("vasari_class_entropy_ratio" + LABELS);
    }

    @Test
    void gaugesGoWithTheirOwner() {
        meters.figures("0_0", List.of(figures("1h", 100, 100, 100, 100, 100, 100, 100, 100, 100, 100)), NOON);
        meters.figures("0_1", List.of(), NOON);
        meters.lost("0_1");
        assertThat(scrape()).contains("vasari_window_samples" + LABELS);
        meters.lost("0_0");
        assertThat(scrape()).doesNotContain("vasari_window_samples" + LABELS);
    }

    @Test
    void replaysHaveAGaugeBesideThoseOfTheScores() {
        meters.figures("0_0", List.of(figures("1h", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)), NOON);
        meters.replays("1_0", List.of(new ReplayFigures(Samples.MODEL, Window.HOUR, 0.25)));
        assertThat(scrape())
                .contains("vasari_window_samples" + LABELS, "vasari_replay_distance_max" + LABELS + " 0.25");
        meters.replays("1_0", List.of());
        assertThat(scrape())
                .contains("vasari_window_samples" + LABELS)
                .doesNotContain("vasari_replay_distance_max" + LABELS);
    }

    @Test
    void samplesAreCountedByOutcomeAndClass() {
        var checks = new CheckCounts(new TreeMap<>(Map.of("colour", new CheckCounts.Count(3, 0))));
        var tally = new Tally(ClassCounts.of(3, 0, 4, 0, 0, 0, 0, 0, 0, 0), 0, 0, BeliefSums.empty(10), checks);
        var key = new JobKey(SUBJECT, "a");
        meters.counted(new Counted(key, JobTally.empty(10), tally, 5, 0));
        meters.unscored(Samples.MODEL, 8);
        meters.failed(Samples.MODEL, 9);
        meters.took(Stages.Stage.READ, 2_000_000);
        assertThat(scrape())
                .contains(
                        "vasari_samples_scored_total{model=\"mnist-gan\",outcome=\"scored\",revision=\"epoch-200\"} 7.0")
                .contains(
                        "vasari_samples_scored_total{model=\"mnist-gan\",outcome=\"unscored\",revision=\"epoch-200\"} 8.0")
                .contains(
                        "vasari_samples_scored_total{model=\"mnist-gan\",outcome=\"failed\",revision=\"epoch-200\"} 9.0")
                .contains("vasari_class_samples_total{class=\"1\",model=\"mnist-gan\",revision=\"epoch-200\"} 0.0")
                .contains("vasari_class_reference_ratio{class=\"2\",model=\"mnist-gan\",revision=\"epoch-200\"} 0.1")
                .contains("vasari_class_samples_total{class=\"2\",model=\"mnist-gan\",revision=\"epoch-200\"} 4.0")
                .contains(
                        "vasari_duplicate_samples_total{kind=\"sample_id\",model=\"mnist-gan\",revision=\"epoch-200\"} 5.0")
                .contains(
                        "vasari_attribute_checks_total{attribute=\"colour\",model=\"mnist-gan\",result=\"passed\"} 3.0")
                .contains(
                        "vasari_attribute_checks_total{attribute=\"colour\",model=\"mnist-gan\",result=\"failed\"} 0.0")
                .contains("vasari_scoring_duration_seconds_count{stage=\"read\"} 1");
    }

    @Test
    void residentMemoryIsThatOfAProcess() {
        double bytes =
                registry.get("vasari_process_resident_memory_bytes").gauge().value();
        assertThat(bytes).isBetween(10e6, 100e9);
    }
}
