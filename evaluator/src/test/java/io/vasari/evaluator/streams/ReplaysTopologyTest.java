package io.vasari.evaluator.streams;

import static io.vasari.evaluator.aggregate.Samples.MODEL;
import static io.vasari.evaluator.aggregate.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayReport;
import io.vasari.contracts.Topics;
import io.vasari.evaluator.aggregate.ReplayPeaks;
import io.vasari.evaluator.aggregate.Window;
import io.vasari.evaluator.judge.ReplayFigures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaysTopologyTest {
    private static final ModelRef OTHER = new ModelRef("vase-diffusion", "robust");

    @TempDir
    Path folder;

    private final RecordedFindings findings = new RecordedFindings();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> replays;

    @BeforeEach
    void start() {
        driver = new TopologyTestDriver(
                ScoresTopology.build(
                        classifier -> {
                            throw new IllegalArgumentException("a model need not have a critic to be replayed");
                        },
                        findings,
                        Timing.keeping(Duration.ofHours(72)),
                        "evaluator-1"),
                StreamsSettings.of("nowhere:1", "evaluator-1", folder),
                NOON);
        replays = driver.createInputTopic(Topics.REPLAYS, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void theLargestDifferenceOfAWindowIsItsDistance() {
        send(MODEL, NOON, 0, 51, 0);
        send(MODEL, NOON, 2);
        send(OTHER, NOON, 0, 0);
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(findings.replays)
                .containsExactlyInAnyOrder(
                        new ReplayFigures(MODEL, Window.FIVE_MINUTES, 0.2),
                        new ReplayFigures(MODEL, Window.HOUR, 0.2),
                        new ReplayFigures(MODEL, Window.DAY, 0.2),
                        new ReplayFigures(OTHER, Window.FIVE_MINUTES, 0),
                        new ReplayFigures(OTHER, Window.HOUR, 0),
                        new ReplayFigures(OTHER, Window.DAY, 0));
    }

    @Test
    void aReportThatComesAgainOrLateChangesNothing() {
        send(MODEL, NOON.plusSeconds(60), 0);
        send(MODEL, NOON, 3);
        send(MODEL, NOON, 3);
        send(MODEL, NOON, 1);
        driver.advanceWallClockTime(Duration.ofSeconds(61));

        assertThat(findings.replays).hasSize(3).allSatisfy(figures -> assertThat(figures.distance())
                .isEqualTo(3 / 255.0));
    }

    @Test
    void differencesLeaveTheirWindowAndThenMemoryAsTimePasses() {
        send(MODEL, NOON, 255);
        driver.advanceWallClockTime(Duration.ofMinutes(6));
        assertThat(findings.replays).extracting(ReplayFigures::window).containsExactly(Window.HOUR, Window.DAY);
        driver.advanceWallClockTime(Duration.ofHours(2));
        assertThat(findings.replays).extracting(ReplayFigures::window).containsExactly(Window.DAY);
        driver.advanceWallClockTime(Duration.ofHours(26));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(findings.replays).isEmpty();
        assertThat(stored()).isEmpty();
    }

    @Test
    void theDistanceOutlivesARestart() {
        send(MODEL, NOON, 51);
        send(OTHER, NOON, 0);
        var changelog = stored();
        driver.close();

        start();
        KeyValueStore<String, Integer> restored = driver.getKeyValueStore(Replaying.STORE);
        changelog.forEach(entry -> restored.put(entry.key, entry.value));
        var peaks = new ReplayPeaks(new KeyValuePeaks(restored));

        assertThat(peaks.distance(MODEL, Window.HOUR, NOON)).hasValue(0.2);
        assertThat(peaks.distance(OTHER, Window.HOUR, NOON)).hasValue(0);
    }

    @Test
    void garbageIsSkipped() {
        replays.pipeInput("key", new byte[] {1, 2});
        replays.pipeInput("key", "null".getBytes());
        replays.pipeInput("key", "{\"job_id\":\"a\"}".getBytes());
        send(MODEL, NOON, 256);
        send(MODEL, NOON, -1);
        send(MODEL, NOON);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(findings.replays).isEmpty();

        send(MODEL, NOON, 0);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(findings.replays).hasSize(3);
    }

    private void send(ModelRef model, Instant at, int... levels) {
        var report = new ReplayReport(
                "job", model, "w-1", "w-2", at, new int[levels.length], levels, new float[levels.length]);
        replays.pipeInput(model.toString(), Json.write(report));
    }

    private List<KeyValue<String, Integer>> stored() {
        KeyValueStore<String, Integer> store = driver.getKeyValueStore(Replaying.STORE);
        List<KeyValue<String, Integer>> entries = new ArrayList<>();
        try (var all = store.all()) {
            all.forEachRemaining(entries::add);
        }
        return entries;
    }
}
