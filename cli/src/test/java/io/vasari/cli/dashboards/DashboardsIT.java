package io.vasari.cli.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every query of every panel, answered by a real Prometheus that watched a farm of real processes under load. With
 * {@code -Dvasari.dashboards.draw=FOLDER} the answers are drawn as an operator would see them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardsIT {
    private static final double TOLERANCE = 1e-9;
    private static final int FEATURES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private FarmUnderLoad load;
    private PrometheusApi prometheus;
    private Instant end;

    @BeforeAll
    void watchAFarmWork() throws Exception {
        assumeTrue(Programs.isInstalled("prometheus"), "prometheus is not installed");
        load = new FarmUnderLoad(
                Files.createTempDirectory(Path.of("target"), "dashboards-").toAbsolutePath());
        prometheus = load.prometheus();
        load.work();
        awaitReplays();
        awaitDistances();
        end = Instant.now();
    }

    /** Replays wait for time that nobody wants. */
    private void awaitReplays() {
        var replays = new Query("vasari_replay_distance_max{window=\"1h\"}");
        await("a replay is reported")
                .atMost(PATIENCE)
                .until(() -> !prometheus.at(replays, Instant.now()).isEmpty());
    }

    /** Those of the last study are recorded a scrape and a rule later than its verdict. */
    private void awaitDistances() {
        var recorded = new Query(
                "count by (perturbation, feature) (model_perturbation_feature:vasari_prompt_pair_distance_bucket:increase1h)");
        await("the distances of every study are recorded, by every feature")
                .atMost(PATIENCE)
                .until(() -> prometheus.at(recorded, Instant.now()).size() == FEATURES * load.perturbations());
    }

    @AfterAll
    void end() {
        if (load != null) {
            load.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyQueryHasAnAnswerWithinTheBoundsOfItsPanel() {
        return panels().map(panel ->
                DynamicTest.dynamicTest(panel.toString(), () -> PanelAnswer.ask(prometheus, panel, load.start(), end)
                        .forEach(answer -> answer.parts().forEach(part -> check(panel, part)))));
    }

    private static void check(Panel panel, PanelAnswer.Part part) {
        String query = part.query().text();
        var values = part.series().stream()
                .flatMapToDouble(series -> Arrays.stream(series.finite()))
                .toArray();
        assertThat(values).as("no answer to " + query).isNotEmpty();
        double min = panel.min().orElse(Double.NEGATIVE_INFINITY);
        double max = panel.max().orElse(Double.POSITIVE_INFINITY);
        assertThat(Arrays.stream(values).min().orElseThrow()).as(query).isGreaterThanOrEqualTo(min - TOLERANCE);
        assertThat(Arrays.stream(values).max().orElseThrow()).as(query).isLessThanOrEqualTo(max + TOLERANCE);
    }

    @TestFactory
    Stream<DynamicTest> everyVariableHasSomethingToChoose() {
        return Dashboard.all().stream().flatMap(dashboard -> dashboard.variables().stream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .map(variable -> variable.path("name").asText())
                .map(name -> DynamicTest.dynamicTest(dashboard.name() + ": " + name, () -> {
                    var query = new Query(
                            dashboard.variable(name).orElseThrow().path("query").asText());
                    assertThat(PanelAnswer.choices(prometheus, dashboard, name))
                            .as(query.text())
                            .isNotEmpty();
                })));
    }

    @Test
    void newRevisionsAreMarked() {
        var marks = Dashboard.all().stream()
                .flatMap(dashboard -> dashboard.annotations().stream())
                .map(annotation -> Query.of(annotation.path("expr").asText(), "20s"))
                .map(query -> prometheus.between(query, load.start(), end, Duration.ofSeconds(1)))
                .toList();
        assertThat(marks).isNotEmpty().allSatisfy(series -> assertThat(series)
                .extracting(mark -> mark.labels().get("revision"))
                .contains("epoch-001", "epoch-200"));
    }

    @Test
    void everyRuleIsEvaluated() {
        assertThat(prometheus.rules()).hasSizeGreaterThan(15).allSatisfy(rule -> assertThat(
                        rule.path("health").asText())
                .as(rule.toString())
                .isEqualTo("ok"));
    }

    @Test
    void theCollapsedRevisionIsFoundAndNoFalseAlarmIsRaised() {
        assertThat(prometheus.firing())
                .contains("ModeMissing", "ModeCollapseSevere")
                .doesNotContain("QueueStuck", "DeadLetters", "NonDeterministicReplay", "PromptOutliers");
    }

    @Test
    void prometheusIsAmongTheEndpoints() throws IOException {
        var endpoints = new JsonMapper()
                .readTree(load.farm().data().resolve("run/endpoints.json").toFile());
        assertThat(Dashboard.list(endpoints)).anySatisfy(endpoint -> {
            assertThat(endpoint.path("name").asText()).isEqualTo("prometheus");
            assertThat(endpoint.path("url").asText())
                    .isEqualTo(load.farm().prometheus().orElseThrow().url());
        });
    }

    @Test
    void whatIsSeenIsDrawn() throws IOException {
        var folder = Dashboard.ROOT.resolve(System.getProperty("vasari.dashboards.draw", "cli/target/dashboards"));
        for (var dashboard : Dashboard.all()) {
            var answers = dashboard.panels().stream()
                    .flatMap(panel -> drawn(panel).stream())
                    .toList();
            Path file = folder.resolve(dashboard.name() + ".png");
            DashboardPicture.of(dashboard, answers).write(file);
            assertThat(file).isNotEmptyFile();
        }
    }

    /** A panel that is repeated by what there is none of yet is drawn once, without an answer. */
    private List<PanelAnswer> drawn(Panel panel) {
        var answers = PanelAnswer.ask(prometheus, panel, load.start(), end);
        return answers.isEmpty() ? List.of(new PanelAnswer(panel, "", List.of())) : answers;
    }

    private static Stream<Panel> panels() {
        return Dashboard.all().stream().flatMap(dashboard -> dashboard.panels().stream());
    }
}
