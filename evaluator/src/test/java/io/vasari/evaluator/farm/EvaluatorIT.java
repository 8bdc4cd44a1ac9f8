package io.vasari.evaluator.farm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.broker.EmbeddedBroker;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.JobAttribute;
import io.vasari.contracts.JobFeatures;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.TaskEvent;
import io.vasari.evaluator.classify.ZooCritics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged evaluator against a real broker and the real models. One farm lives through all of it, in this order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EvaluatorIT {
    private static final ModelRef EARLY = new ModelRef("mnist-gan", "epoch-001");
    private static final ModelRef MIDDLE = new ModelRef("mnist-gan", "epoch-060");
    private static final ModelRef LATE = new ModelRef("mnist-gan", "epoch-200");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static SmallFarm farm;
    private EvaluatorProcess evaluator;

    @BeforeAll
    static void startBroker() {
        ZooCritics.runOnOneThread();
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    }

    @AfterAll
    static void stopBroker() {
        if (farm != null) {
            farm.close();
        }
        broker.close();
    }

    @BeforeEach
    void startEvaluator() {
        evaluator = EvaluatorProcess.start(folder, broker.bootstrapServers());
    }

    @AfterEach
    void stopEvaluator() throws InterruptedException {
        evaluator.close();
    }

    private void awaitEvaluated(String job, long samples) {
        await(job).atMost(PATIENCE).until(() -> farm.evaluatedSamples(job), done -> done == samples);
    }

    /** Waits until the evaluator shows every of the lines: windows, jobs and counters come to their figures by themselves. */
    private void awaitMetrics(String... lines) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(evaluator.metrics()).contains(lines));
    }

    private List<TaskEvent.Completed> tasks(String job, ModelRef model, int tasks, int each) {
        return IntStream.range(0, tasks)
                .mapToObj(i -> farm.paint(job, model, i * each, each))
                .toList();
    }

    @Test
    @Order(1)
    void evaluatorThatCameBeforeItsTopicsJudgesJobsAndCountsThemOnce() throws Exception {
        await().atMost(PATIENCE).until(evaluator::isLive);
        assertThat(evaluator.isReady()).isFalse();
        SmallFarm.createTopics(broker.bootstrapServers());
        farm = new SmallFarm(broker.bootstrapServers(), folder.resolve("artifacts"));

        var early = tasks("early", EARLY, 4, 250);
        early.forEach(farm::report);
        early.forEach(farm::report);
        farm.send("garbage".getBytes(UTF_8));
        farm.replayed(EARLY, 0, 51, 0);
        farm.replayed(LATE, 0);
        tasks("late", LATE, 4, 250).forEach(farm::report);
        awaitEvaluated("early", 1000);
        awaitEvaluated("late", 1000);
        await().atMost(PATIENCE).until(evaluator::isReady);

        var first = farm.evaluation("early");
        var last = farm.evaluation("late");
        assertThat(first.verdict()).isNotEqualTo(last.verdict());
        assertThat(first.entropyRatio()).isLessThan(last.entropyRatio());
        assertThat(last.missingClasses()).isEmpty();
        assertThat(last.meanBelief()).isPresent();
        assertThat(last.reference()).isEqualTo("mnist-test");

        awaitMetrics(
                "vasari_window_samples{model=\"mnist-gan\",revision=\"epoch-001\",window=\"1h\"} 1000.0",
                "vasari_duplicate_samples_total{kind=\"sample_id\",model=\"mnist-gan\",revision=\"epoch-001\"} 1000.0",
                replayDistance("epoch-001", "1h", 0.2),
                replayDistance("epoch-200", "1h", 0),
                "vasari_samples_scored_total{model=\"mnist-gan\",outcome=\"scored\",revision=\"epoch-200\"} 1000.0",
                "vasari_class_total_variation_ratio{model=\"mnist-gan\",revision=\"epoch-200\",window=\"1h\"}");
        assertThat(evaluator.terminate()).isIn(0, 143);
    }

    @Test
    @Order(2)
    void evaluatorThatIsKilledInMidJobComesToTheSameFigures() throws Exception {
        tasks("undisturbed", MIDDLE, 12, 100).forEach(farm::report);
        awaitEvaluated("undisturbed", 1200);

        var events = tasks("killed", MIDDLE, 12, 100);
        events.subList(0, 5).forEach(farm::report);
        await().atMost(PATIENCE).until(() -> farm.evaluatedSamples("killed") > 0);
        evaluator.kill();
        events.subList(5, 9).forEach(farm::report);
        startEvaluator();
        await().atMost(PATIENCE).until(() -> farm.evaluatedSamples("killed") > 500);
        evaluator.kill();
        events.subList(9, 12).forEach(farm::report);
        startEvaluator();
        awaitEvaluated("killed", 1200);

        var expected = farm.evaluation("undisturbed");
        var actual = farm.evaluation("killed");
        assertThat(actual)
                .usingRecursiveComparison()
                .ignoringFields("jobId", "at", "features")
                .isEqualTo(expected);
        // Which samples are embedded is decided by the job's id, so that features of two jobs never are the same.
        await().atMost(PATIENCE).until(() -> featureSamples("undisturbed") == 512 && featureSamples("killed") == 512);
        awaitMetrics(
                "vasari_window_samples{model=\"mnist-gan\",revision=\"epoch-060\",window=\"24h\"} 2400.0",
                replayDistance("epoch-001", "24h", 0.2));
    }

    private static long featureSamples(String job) {
        farm.evaluatedSamples(job);
        return farm.evaluation(job).features().map(JobFeatures::samples).orElse(0L);
    }

    private static String replayDistance(String revision, String window, double distance) {
        return "vasari_replay_distance_max{model=\"mnist-gan\",revision=\"%s\",window=\"%s\"} %s"
                .formatted(revision, window, distance);
    }

    @Test
    @Order(3)
    void brokerThatIsAwayIsWaitedFor() throws Exception {
        farm.report(farm.paint("before", LATE, 0, 64));
        awaitEvaluated("before", 64);
        int port = broker.port();
        var after = farm.paint("after", LATE, 0, 64);
        broker.close();
        var backAt = Instant.now().plusSeconds(8);
        await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(backAt) && evaluator.isAlive());
        assertThat(evaluator.isLive()).isTrue();
        broker = EmbeddedBroker.start(folder.resolve("broker"), port);
        farm.report(after);
        awaitEvaluated("after", 64);
    }

    @Test
    @Order(4)
    void shardThatIsGoneIsGivenUpAndTheRestIsJudged() throws Exception {
        var gone = farm.paint("gone", LATE, 0, 64);
        Files.delete(folder.resolve("artifacts").resolve(gone.shard().artifact().uri()));
        farm.report(gone);
        farm.report(farm.paint("there", LATE, 0, 64));
        awaitEvaluated("there", 64);
        awaitMetrics(
                "vasari_samples_scored_total{model=\"mnist-gan\",outcome=\"failed\",revision=\"epoch-200\"} 64.0",
                nothingWaits("vasari-evaluators", "vasari.task-events"),
                nothingWaits("vasari-evaluator", "vasari.scores"),
                nothingWaits("vasari-studies", "vasari.job-status"));
    }

    private static String nothingWaits(String group, String topic) {
        return "vasari_group_lag_records{group=\"%s\",topic=\"%s\"} 0.0".formatted(group, topic);
    }

    @Test
    @Order(5)
    void samplesAreCheckedForWhatTheirPromptsNameEachOnce() {
        var event = farm.paintWhite(
                "vases",
                new ModelRef("vase-diffusion", "free-order"),
                List.of(new Prompt("white vase", 10), new Prompt("a red vase", 5), new Prompt("a vase", 5)));
        farm.report(event);
        farm.report(event);
        awaitEvaluated("vases", 20);
        assertThat(farm.evaluation("vases").attributes()).containsExactly(new JobAttribute("colour", 10, 5));
        assertThat(farm.evaluation("vases").classCounts()).isEmpty();
        assertThat(farm.evaluation("vases").inceptionScore()).isEmpty();
        awaitMetrics(
                "vasari_duplicate_samples_total{kind=\"sample_id\",model=\"vase-diffusion\",revision=\"free-order\"} 20.0",
                checks("passed", 10),
                checks("failed", 5));
    }

    private static String checks(String result, double count) {
        return "vasari_attribute_checks_total{attribute=\"colour\",model=\"vase-diffusion\",result=\"" + result + "\"} "
                + count;
    }
}
