package io.vasari.evaluator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vasari.contracts.Expectation;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.AttributeCheck;
import io.vasari.contracts.StudyEvaluation.Group;
import io.vasari.contracts.StudyEvaluation.Thresholds;
import io.vasari.contracts.StudyEvaluation.Variance;
import io.vasari.evaluator.aggregate.Window;
import io.vasari.evaluator.study.Judged;
import io.vasari.evaluator.study.WindowSensitivity;
import io.vasari.evaluator.study.WindowSensitivity.CheckKind;
import io.vasari.evaluator.study.WindowSensitivity.GroupKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StudyMetersTest {
    private static final ModelRef MODEL = new ModelRef("vases", "1");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final StudyMeters meters = new StudyMeters(registry);

    @Test
    void aStudyCountsGroupsPairsCosinesAndChecks() {
        meters.judged(new Judged(evaluation(), Map.of("embedding", new double[] {0.002, 0.4, 0.4})));

        assertThat(scrape().lines())
                .contains(
                        "vasari_prompt_groups_total{expectation=\"invariant\",model=\"vases\",perturbation=\"typo\",verdict=\"consistent\"} 1.0",
                        "vasari_prompt_groups_total{expectation=\"invariant\",model=\"vases\",perturbation=\"typo\",verdict=\"outlier\"} 2.0",
                        "vasari_prompt_pair_distance_count{model=\"vases\",perturbation=\"typo\",feature=\"embedding\"} 3.0",
                        "vasari_prompt_pair_distance_bucket{model=\"vases\",perturbation=\"typo\",feature=\"embedding\",le=\"0.003\"} 1.0",
                        "vasari_clip_cosine_count{model=\"vases\"} 2.0",
                        "vasari_clip_cosine_sum{model=\"vases\"} 0.375",
                        "vasari_attribute_checks_total{attribute=\"colour\",model=\"vases\",result=\"passed\"} 2.0",
                        "vasari_attribute_checks_total{attribute=\"colour\",model=\"vases\",result=\"failed\"} 1.0");
    }

    @Test
    void noLabelHoldsAPromptASeedOrAnId() {
        meters.judged(new Judged(evaluation(), Map.of("embedding", new double[] {0.1})));

        assertThat(scrape()).doesNotContain("secret words", "4711", "study-id");
    }

    @Test
    void sensitivityIsShownByWindowAndTakenDown() {
        meters.figures(List.of(new WindowSensitivity(
                MODEL,
                Perturbation.TYPO,
                Window.HOUR,
                0.125,
                Optional.of(new Variance(0.5, 0.25, 0.25, 0.4)),
                Map.of(new GroupKind(Expectation.INVARIANT, PromptVerdict.OUTLIER), 7L),
                Map.of(new CheckKind("colour", false), 3L))));

        assertThat(scrape().lines())
                .contains(
                        "vasari_prompt_sensitivity_ratio{model=\"vases\",perturbation=\"typo\",revision=\"1\",source=\"prompt\",window=\"1h\"} 0.5",
                        "vasari_prompt_sensitivity_omega_squared{model=\"vases\",perturbation=\"typo\",revision=\"1\",window=\"1h\"} 0.4",
                        "vasari_prompt_mean_distance{model=\"vases\",perturbation=\"typo\",revision=\"1\",window=\"1h\"} 0.125",
                        "vasari_window_prompt_groups{expectation=\"invariant\",model=\"vases\",perturbation=\"typo\",revision=\"1\",verdict=\"outlier\",window=\"1h\"} 7.0",
                        "vasari_window_attribute_checks{attribute=\"colour\",model=\"vases\",perturbation=\"typo\",result=\"failed\",revision=\"1\",window=\"1h\"} 3.0");

        meters.figures(List.of());

        assertThat(scrape()).doesNotContain("window=\"1h\"");
    }

    private String scrape() {
        return registry.scrape().replace(",}", "}");
    }

    private static StudyEvaluation evaluation() {
        return new StudyEvaluation(
                "study-id",
                MODEL,
                Perturbation.TYPO,
                Expectation.INVARIANT,
                List.of("secret words", "secret wrods", "sercet words"),
                List.of(group(PromptVerdict.OUTLIER), group(PromptVerdict.OUTLIER), group(PromptVerdict.CONSISTENT)),
                StudyEvaluation.EMBEDDING,
                Map.of(),
                PromptVerdict.CONSISTENT,
                "",
                OptionalInt.empty(),
                0,
                1,
                0.4,
                0.4,
                Optional.empty(),
                new float[][] {{0.5f, -0.125f}},
                List.of(new AttributeCheck("colour", 0, "green", List.of("green", "green", "red"))),
                new Thresholds(0.05, 2, 0.25, 0.01, 0.05, OptionalDouble.empty()),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Group group(PromptVerdict verdict) {
        return new Group(4711, Optional.empty(), verdict, OptionalInt.empty(), 0.4, 0.1, Optional.empty());
    }
}
