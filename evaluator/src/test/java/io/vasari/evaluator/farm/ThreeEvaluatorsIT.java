package io.vasari.evaluator.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.broker.EmbeddedBroker;
import io.vasari.contracts.JobFeatures;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.TaskScores;
import io.vasari.evaluator.aggregate.FeatureSketch;
import io.vasari.evaluator.aggregate.Ledger;
import io.vasari.evaluator.aggregate.MemoryTallies;
import io.vasari.evaluator.classify.ZooComparisons;
import io.vasari.evaluator.classify.ZooCritics;
import io.vasari.evaluator.judge.FeatureReadings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three packaged evaluators share the work; one after another is killed. */
class ThreeEvaluatorsIT {
    private static final ModelRef PAINTER = new ModelRef("mnist-gan", "epoch-200");
    private static final ModelRef EYE = new ModelRef("mnist-lenet", "v1");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int TASKS = 24;
    private static final int EACH = 100;

    @TempDir
    Path folder;

    private EmbeddedBroker broker;
    private SmallFarm farm;
    private final List<EvaluatorProcess> evaluators = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        ZooCritics.runOnOneThread();
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        SmallFarm.createTopics(broker.bootstrapServers());
        farm = new SmallFarm(broker.bootstrapServers(), folder.resolve("artifacts"));
        IntStream.range(0, 3).forEach(i -> evaluators.add(begin(i)));
    }

    private EvaluatorProcess begin(int number) {
        return EvaluatorProcess.start(folder, broker.bootstrapServers(), "evaluator-" + number);
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (EvaluatorProcess evaluator : evaluators) {
            evaluator.close();
        }
        farm.close();
        broker.close();
    }

    @Test
    void killingOneAfterAnotherChangesNoFigure() throws Exception {
        await().atMost(PATIENCE).until(() -> evaluators.stream().allMatch(EvaluatorProcess::isReady));
        List<TaskEvent.Completed> events = new ArrayList<>();
        IntStream.range(0, TASKS).forEach(i -> events.add(farm.paint("job", PAINTER, i * EACH, EACH)));
        Collections.shuffle(events, new Random(1));
        for (int killed = 0; killed < 3; killed++) {
            events.subList(killed * 6, killed * 6 + 6).forEach(farm::report);
            int seen = killed * 6 * EACH;
            await().atMost(PATIENCE).until(() -> farm.evaluatedSamples("job") > seen);
            evaluators.get(killed).kill();
            events.subList(killed * 6, killed * 6 + 2).forEach(farm::report);
            evaluators.set(killed, begin(killed));
        }
        events.subList(18, TASKS).forEach(farm::report);
        await().atMost(PATIENCE).until(() -> farm.evaluatedSamples("job") == TASKS * EACH);

        List<TaskScores> scores = farm.scores();
        var expected = expected(scores);
        await().atMost(PATIENCE).untilAsserted(() -> {
            farm.evaluatedSamples("job");
            assertThat(farm.evaluation("job").features()).contains(expected);
        });
        assertThat(expected.samples()).isEqualTo(512);
        assertThat(farm.evaluation("job").classCounts().values()).containsExactlyElementsOf(counted(scores));
        double inceptionScore = inceptionScore(scores);
        assertThat(farm.evaluation("job").inceptionScore()).hasValue(inceptionScore);
        await().atMost(PATIENCE)
                .until(() -> evaluators.stream()
                                .filter(evaluator -> evaluator.metrics().contains(gauge(expected.kernelDistance()))
                                        && evaluator.metrics().contains(inceptionGauge(inceptionScore)))
                                .count()
                        == 1);
    }

    /** Of the whole job and of the hour: there is nothing else of this revision. */
    private static String gauge(double kernelDistance) {
        return "vasari_kernel_distance{feature=\"mnist-lenet\",model=\"mnist-gan\",revision=\"epoch-200\",window=\"all\"} "
                + kernelDistance;
    }

    private static String inceptionGauge(double score) {
        return "vasari_inception_score{model=\"mnist-gan\",revision=\"epoch-200\",window=\"24h\"} " + score;
    }

    /** From all scores that were published, in another order and by another path. */
    private static double inceptionScore(List<TaskScores> scores) {
        List<TaskScores> shuffled = new ArrayList<>(scores);
        Collections.shuffle(shuffled, new Random(3));
        var ledger = new Ledger(new MemoryTallies(), classifier -> 10, Duration.ofHours(72));
        return shuffled.stream()
                .map(one -> ledger.add(one, Instant.now()))
                .reduce((before, after) -> after)
                .flatMap(last ->
                        last.job().total().inceptionScore().stream().boxed().findFirst())
                .orElseThrow();
    }

    /** From all scores that were published, in another order and with all that came twice. */
    private static JobFeatures expected(List<TaskScores> scores) {
        List<TaskScores> shuffled = new ArrayList<>(scores);
        Collections.shuffle(shuffled, new Random(2));
        FeatureSketch sketch = shuffled.stream()
                .map(one -> FeatureSketch.of(one.features().orElseThrow()))
                .reduce(FeatureSketch::plus)
                .orElseThrow();
        var comparison = new ZooComparisons(Path.of(System.getProperty("vasari.root"), "zoo")).of(PAINTER, EYE);
        return FeatureReadings.of(EYE, sketch, comparison.orElseThrow())
                .orElseThrow()
                .ofJob();
    }

    private static List<Long> counted(List<TaskScores> scores) {
        var counts = new Long[10];
        java.util.Arrays.fill(counts, 0L);
        var seen = new TreeSet<Integer>();
        for (TaskScores one : scores) {
            for (int i = 0; i < one.range().count(); i++) {
                if (seen.add(one.range().first() + i)) {
                    counts[one.classes()[i]]++;
                }
            }
        }
        return List.of(counts);
    }
}
