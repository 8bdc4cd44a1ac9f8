package io.vasari.evaluator.streams;

import static io.vasari.evaluator.aggregate.Samples.NOON;
import static io.vasari.evaluator.aggregate.Samples.scores;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.TaskScores;
import io.vasari.contracts.Topics;
import io.vasari.evaluator.aggregate.FeatureSamples;
import io.vasari.evaluator.aggregate.Samples;
import io.vasari.evaluator.judge.FeatureComparison;
import io.vasari.evaluator.judge.FeatureFigures;
import io.vasari.evaluator.judge.WindowFigures;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import io.vasari.scores.linear.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresTopologyTest {
    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    private static final Reference MNIST =
            new Reference("mnist-test", DIGITS, ClassCounts.of(981, 1136, 1031, 1013, 989, 889, 953, 1024, 980, 1004));

    private static final FeatureComparison REAL = FeatureComparison.of("real", cloud());

    private static Rows cloud() {
        var random = new Random(3);
        return Rows.of(
                FeatureSamples.DIMENSION,
                random.doubles(400L * FeatureSamples.DIMENSION, -2, 2).toArray());
    }

    @TempDir
    Path folder;

    private final RecordedFindings findings = new RecordedFindings();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> scoresTopic;
    private TestOutputTopic<String, byte[]> evaluations;

    @BeforeEach
    void start() {
        driver = new TopologyTestDriver(
                ScoresTopology.build(
                        classifier -> MNIST,
                        (model, embedder) -> Optional.of(REAL),
                        findings,
                        Timing.keeping(Duration.ofHours(72)),
                        "evaluator-1"),
                StreamsSettings.of("nowhere:1", "evaluator-1", folder),
                NOON);
        scoresTopic = driver.createInputTopic(Topics.SCORES, new StringSerializer(), new ByteArraySerializer());
        evaluations =
                driver.createOutputTopic(Topics.EVALUATIONS, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private void send(TaskScores scores) {
        scoresTopic.pipeInput(scores.model().toString(), Json.write(scores));
    }

    private List<JobEvaluation> read() {
        return evaluations.readValuesToList().stream()
                .map(bytes -> Json.read(bytes, JobEvaluation.class))
                .toList();
    }

    @Test
    void jobIsEvaluatedAtOnceAndItsLastSampleWithinASecond() {
        send(scores("a", 0, 100, NOON));
        send(scores("a", 100, 100, NOON));
        send(scores("a", 200, 100, NOON));
        assertThat(read()).extracting(JobEvaluation::samples).containsExactly(100L);
        driver.advanceWallClockTime(Duration.ofMillis(400));
        assertThat(read()).extracting(JobEvaluation::samples).containsExactly(300L);
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        assertThat(read()).isEmpty();
    }

    @Test
    void evaluationIsKeyedByJobAndCarriesItsEnvelope() {
        send(scores("a", 0, 250, NOON));
        var message = evaluations.readRecord();
        assertThat(message.key()).isEqualTo("a");
        assertThat(new String(message.headers().lastHeader("ce_type").value(), UTF_8))
                .isEqualTo("io.vasari.job-evaluation.v1");
        var evaluation = Json.read(message.value(), JobEvaluation.class);
        assertThat(evaluation.classCounts()).containsOnlyKeys(DIGITS);
        assertThat(evaluation.inceptionScore().orElseThrow()).isBetween(1.0, 10.0);
        assertThat(evaluation.attributes()).hasSize(1);
        long checked = evaluation.attributes().get(0).passed()
                + evaluation.attributes().get(0).failed();
        assertThat(checked).isBetween(166L, 168L);
        assertThat(evaluation.verdictText()).contains(" of " + checked + " samples show the colour");
        assertThat(evaluation.classCounts().keySet()).containsExactlyElementsOf(DIGITS);
        assertThat(evaluation.classCounts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(250);
        assertThat(evaluation.expectedShares().get("1")).isEqualTo(0.1136);
        assertThat(evaluation.reference()).isEqualTo("mnist-test");
        assertThat(evaluation.meanBelief()).isPresent();
        assertThat(evaluation.verdictText()).isNotBlank();
    }

    @Test
    void redeliveredScoresChangeNothing() {
        send(scores("a", 0, 100, NOON));
        send(scores("a", 0, 100, NOON));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(read()).hasSize(1);
        assertThat(findings.counted.get(1).duplicates()).isEqualTo(100);
    }

    @Test
    void jobsAndModelsAreKeptApart() {
        send(scores("a", 0, 100, NOON));
        send(scores(new ModelRef("mnist-gan", "epoch-001"), "b", 0, 50, NOON));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(read()).extracting(JobEvaluation::samples).containsExactly(100L, 50L);
        assertThat(findings.figures).hasSize(2 * 4);
        assertThat(findings.figures)
                .filteredOn(figures -> figures.model().equals(Samples.MODEL))
                .extracting(WindowFigures::window)
                .containsExactly("5m", "1h", "24h", "all");
    }

    @Test
    void figuresBelowTheLeastNumberOfSamplesAreTheNumberAlone() {
        send(scores("a", 0, 99, NOON));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(findings.figures).allSatisfy(figures -> {
            assertThat(figures.samples()).isEqualTo(99);
            assertThat(figures.scores()).isEmpty();
            assertThat(figures.meanBelief()).isEmpty();
        });
        send(scores("a", 99, 1, NOON));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(findings.figures)
                .allSatisfy(figures -> assertThat(figures.scores()).isPresent());
    }

    @Test
    void samplesLeaveTheirWindowAsTimePasses() {
        send(scores("a", 0, 100, NOON));
        driver.advanceWallClockTime(Duration.ofMinutes(6));
        assertThat(findings.figures).extracting(WindowFigures::samples).containsExactly(0L, 100L, 100L, 100L);
        driver.advanceWallClockTime(Duration.ofHours(25));
        assertThat(findings.figures).extracting(WindowFigures::samples).containsExactly(0L, 0L, 0L, 100L);
    }

    @Test
    void garbageIsSkipped() {
        scoresTopic.pipeInput("key", "{\"job_id\":3}".getBytes(UTF_8));
        scoresTopic.pipeInput("key", "null".getBytes(UTF_8));
        scoresTopic.pipeInput("key", new byte[] {1, 2});
        send(scores("a", 0, 100, NOON));
        assertThat(read()).hasSize(1);
    }

    @Test
    void jobGoesOnFromWhatIsStoredOfIt() {
        send(scores("a", 0, 100, NOON));
        send(scores("a", 100, 100, NOON));
        assertThat(read()).extracting(JobEvaluation::samples).containsExactly(100L);
        KeyValueStore<String, byte[]> store = driver.getKeyValueStore(Aggregating.STORE);
        List<KeyValue<String, byte[]>> changelog = new ArrayList<>();
        try (var all = store.all()) {
            all.forEachRemaining(changelog::add);
        }
        driver.close();
        assertThat(findings.lost).containsExactlyInAnyOrder("0_0", "replays-0_0");

        start();
        KeyValueStore<String, byte[]> restored = driver.getKeyValueStore(Aggregating.STORE);
        changelog.forEach(entry -> restored.put(entry.key, entry.value));
        send(scores("a", 150, 100, NOON));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(read()).last().extracting(JobEvaluation::samples).isEqualTo(250L);
    }

    @Test
    void featuresOfAJobFollowItsEvaluation() {
        send(FeatureSamples.scores("a", 0, 300, NOON));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        var evaluations = read();
        var features = evaluations.get(evaluations.size() - 1).features().orElseThrow();
        assertThat(features.samples()).isEqualTo(300);
        assertThat(features.reference()).isEqualTo("real");
        assertThat(features.embedder()).isEqualTo(FeatureSamples.EMBEDDER);
        assertThat(features.kernelDistanceStandardError()).isPresent();
        assertThat(features.frechetDistance()).isEmpty();
        assertThat(features.support().orElseThrow().low()).isGreaterThanOrEqualTo(1);
        send(FeatureSamples.scores("a", 300, 700, NOON));
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        evaluations = read();
        features = evaluations.get(evaluations.size() - 1).features().orElseThrow();
        assertThat(features.samples()).isEqualTo(512);
        assertThat(features.frechetDistance()).isPresent();
    }

    @Test
    void featuresOfWindowsAreShownEveryQuarterOfAMinute() {
        send(FeatureSamples.scores("a", 0, 200, NOON));
        driver.advanceWallClockTime(Duration.ofSeconds(16));
        assertThat(findings.features)
                .extracting(FeatureFigures::window)
                .containsExactlyInAnyOrder("5m", "1h", "24h", "all");
        assertThat(findings.features)
                .allSatisfy(
                        figures -> assertThat(figures.readings().scores().n()).isEqualTo(200));
        driver.advanceWallClockTime(Duration.ofMinutes(6));
        assertThat(findings.features).extracting(FeatureFigures::window).containsExactlyInAnyOrder("1h", "24h", "all");
    }

    @Test
    void scoresWithoutFeaturesAreJudgedAsBefore() {
        send(scores("a", 0, 200, NOON));
        driver.advanceWallClockTime(Duration.ofSeconds(16));
        assertThat(read())
                .allSatisfy(evaluation -> assertThat(evaluation.features()).isEmpty());
        assertThat(findings.features).isEmpty();
    }
}
