package io.vasari.evaluator.scoring;

import static io.vasari.evaluator.scoring.Settlement.ACCEPT;
import static io.vasari.evaluator.scoring.Settlement.REJECT;
import static io.vasari.evaluator.scoring.Settlement.RELEASE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.FileStore;
import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.SharedNoise;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.TaskScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTest {
    private static final ModelRef PAINTER = new ModelRef("painter", "v1");
    private static final ModelRef UNJUDGED = new ModelRef("unjudged", "v1");
    private static final int IMAGE = MeanGreyCritic.SIDE * MeanGreyCritic.SIDE;
    private static final Pixels SHAPE = new Pixels(MeanGreyCritic.SIDE, MeanGreyCritic.SIDE, 1);

    @TempDir
    Path folder;

    private final MeanGreyCritic critic = new MeanGreyCritic();
    private final List<TaskScores> published = new ArrayList<>();
    private final Map<String, Integer> tallied = new HashMap<>();
    private boolean brokerAway;
    private FileStore store;
    private Round round;

    @BeforeEach
    void compose() {
        store = FileStore.open(folder);
        Critics critics = model -> model.equals(PAINTER) ? Optional.of(critic) : Optional.empty();
        ScoringTally tally = new ScoringTally() {
            @Override
            public void unscored(ModelRef model, int samples) {
                tallied.merge("unscored", samples, Integer::sum);
            }

            @Override
            public void failed(ModelRef model, int samples) {
                tallied.merge("failed", samples, Integer::sum);
            }
        };
        Stages untimed = (stage, nanos) -> {};
        round = new Round(new ShardScoring(store, critics, untimed), this::publish, tally, untimed);
    }

    private Future<?> publish(TaskScores scores) {
        if (brokerAway) {
            return CompletableFuture.failedFuture(new IOException("broker away"));
        }
        published.add(scores);
        return CompletableFuture.completedFuture(scores);
    }

    /** Image i is of class (first + i) mod 10. */
    private Shard shard(String job, int first, int count, float... beliefs) {
        var pixels = new byte[count * IMAGE];
        for (int i = 0; i < count; i++) {
            byte grey = (byte) ((first + i) % 10 * 25 + 20);
            Arrays.fill(pixels, i * IMAGE, (i + 1) * IMAGE, grey);
        }
        return Shards.store(store, job, PAINTER, first, SHAPE, pixels, beliefs);
    }

    private static Delivery delivery(TaskEvent event, int count) {
        return new Delivery(Json.write(event), count, "test");
    }

    private static Delivery completed(String job, Shard shard) {
        return delivery(Shards.completed(job, PAINTER, shard, new float[0]), 1);
    }

    @Test
    void everySampleIsClassifiedAndItsScoresPublished() throws InterruptedException {
        var beliefs = new float[] {0.25f, 0.5f, 0.75f};
        var event = Shards.completed("a", PAINTER, shard("a", 7, 3, beliefs), beliefs);
        assertThat(round.play(List.of(delivery(event, 1)))).containsExactly(ACCEPT);
        var scores = published.get(0);
        assertThat(scores.classes()).containsExactly(7, 8, 9);
        assertThat(scores.confidences()).containsExactly(1, 1, 1);
        assertThat(scores.beliefs()).containsExactly(beliefs);
        assertThat(scores.range()).isEqualTo(new SampleRange(7, 3));
        assertThat(scores.generatedAt()).isEqualTo(Shards.AT);
        assertThat(scores.classifier()).isEqualTo(MeanGreyCritic.REF);
    }

    /** Of ten samples in ten greys, those are checked whose prompts name a shade. */
    @Test
    void samplesAreCheckedForWhatTheirPromptsName() throws InterruptedException {
        var extractor = new ShadeEye();
        critic.attributes = Optional.of(extractor);
        var asked = new TextPrompts(
                List.of(new Prompt("a Light urn", 7), new Prompt("an urn, not light", 1), new Prompt("dark urn", 2)),
                "",
                new Sampling(4, 3, "ddim", SHAPE.width(), SHAPE.height()),
                Optional.empty());
        var event = event("text", shard("text", 0, 10), asked);

        assertThat(round.play(List.of(delivery(event, 1), completed("plain", shard("plain", 0, 4)))))
                .containsExactly(ACCEPT, ACCEPT);

        assertThat(extractor.seen).isEqualTo(9);
        var checks = published.get(0).attributes();
        assertThat(checks).hasSize(1);
        assertThat(checks.get(0).attribute()).isEqualTo("shade");
        assertThat(checks.get(0).passed()).containsExactly(5, 6);
        assertThat(checks.get(0).failed()).containsExactly(0, 1, 2, 3, 4, 8, 9);
        assertThat(published.get(1).attributes()).isEmpty();
        assertThat(published.get(0).runnersUp()).isEmpty();
    }

    /** Greys from 128 on are light. */
    private static final class ShadeEye implements AttributeExtractor {
        private int seen;

        @Override
        public Map<String, List<String>> classes() {
            return Map.of("shade", List.of("dark", "light"));
        }

        @Override
        public Map<String, int[]> see(byte[] pixels, int count) {
            seen += count;
            return Map.of(
                    "shade",
                    IntStream.range(0, count)
                            .map(i -> pixels[i * IMAGE] < 0 ? 1 : 0)
                            .toArray());
        }
    }

    private static TaskEvent.Completed event(String job, Shard shard, TextPrompts prompts) {
        var plain = Shards.task(job, PAINTER, shard.range());
        var task = new Task(
                plain.id(),
                1,
                plain.jobId(),
                plain.pool(),
                PAINTER,
                shard.range(),
                7,
                plain.priority(),
                Optional.of(prompts),
                plain.releasedAt(),
                plain.deadline());
        return new TaskEvent.Completed(task, "w-1", Shards.AT, shard, new float[0], 5);
    }

    @Test
    void samplesOfStudiesAreNoSamplesOfTheModel() throws InterruptedException {
        var shard = shard("study", 0, 4);
        var grid = new TextPrompts(
                List.of(new Prompt("red urn", 2), new Prompt("urn in red", 2)),
                "",
                new Sampling(4, 3, "ddim", SHAPE.width(), SHAPE.height()),
                Optional.empty(),
                Optional.of(new SharedNoise(List.of(7L, 8L), 0)));
        var event = event("study", shard, grid);

        assertThat(round.play(List.of(delivery(event, 1)))).containsExactly(ACCEPT);

        assertThat(published).isEmpty();
        assertThat(tallied).isEmpty();
    }

    @Test
    void shardsOfOnePollAreLookedAtTogether() throws InterruptedException {
        var deliveries = IntStream.range(0, 16)
                .mapToObj(i -> completed("job-" + i, shard("job-" + i, i, 1)))
                .toList();
        assertThat(round.play(deliveries)).containsOnly(ACCEPT);
        assertThat(critic.looks).containsExactly(16);
        assertThat(published)
                .extracting(scores -> scores.classes()[0])
                .containsExactlyElementsOf(
                        IntStream.range(0, 16).map(i -> i % 10).boxed().toList());
    }

    @Test
    void shardLargerThanTheEaselIsLookedAtInTurns() throws InterruptedException {
        round.play(List.of(completed("big", shard("big", 0, 5000))));
        assertThat(critic.looks).containsExactly(2048, 2048, 904);
        assertThat(published.get(0).classes())
                .containsExactly(IntStream.range(0, 5000).map(i -> i % 10).toArray());
    }

    @Test
    void eventsThatMadeNothingAreDoneWith() throws InterruptedException {
        var task = Shards.task("a", PAINTER, new SampleRange(0, 5));
        var failure = new Failure(FailureCode.GENERATION_FAILED, "no paint");
        assertThat(round.play(List.of(
                        delivery(new TaskEvent.Failed(task, "w", Shards.AT, failure), 1),
                        delivery(new TaskEvent.Lost(task, "w", Shards.AT, 2), 1),
                        delivery(new TaskEvent.Canceled(task, "w", Shards.AT), 1))))
                .containsExactly(ACCEPT, ACCEPT, ACCEPT);
        assertThat(published).isEmpty();
        assertThat(tallied).isEmpty();
    }

    @Test
    void garbageIsRejectedAndDisturbsNobody() throws InterruptedException {
        assertThat(round.play(List.of(
                        new Delivery("{\"type\":\"completed\"}".getBytes(UTF_8), 1, "test"),
                        new Delivery("not json".getBytes(UTF_8), 1, "test"),
                        new Delivery(new byte[0], 1, "test"),
                        completed("a", shard("a", 0, 2)))))
                .containsExactly(REJECT, REJECT, REJECT, ACCEPT);
        assertThat(published).hasSize(1);
    }

    @Test
    void shardThatCannotBeReadIsTriedAgainThenGivenUp() throws InterruptedException, IOException {
        var shard = shard("gone", 0, 20);
        Files.delete(folder.resolve(shard.artifact().uri()));
        var event = Shards.completed("gone", PAINTER, shard, new float[0]);
        for (int count = 1; count < Round.MAX_DELIVERIES; count++) {
            assertThat(round.play(List.of(delivery(event, count), completed("a", shard("a", 0, 2)))))
                    .containsExactly(RELEASE, ACCEPT);
        }
        assertThat(tallied).isEmpty();
        assertThat(round.play(List.of(delivery(event, Round.MAX_DELIVERIES)))).containsExactly(ACCEPT);
        assertThat(tallied).containsExactly(Map.entry("failed", 20));
    }

    @Test
    void damagedPictureIsGivenUpAtOnce() throws InterruptedException {
        var shard = shard("a", 0, 3);
        shard.offsets()[1] += 3;
        assertThat(round.play(List.of(completed("a", shard), completed("b", shard("b", 0, 2)))))
                .containsExactly(ACCEPT, ACCEPT);
        assertThat(tallied).containsExactly(Map.entry("failed", 3));
        assertThat(published).extracting(TaskScores::jobId).containsExactly("b");
    }

    @Test
    void pictureOfAnotherSizeIsGivenUpAtOnce() throws InterruptedException {
        var wide = Shards.store(store, "wide", PAINTER, 0, new Pixels(8, 4, 1), new byte[32], new float[0]);
        assertThat(round.play(List.of(completed("wide", wide)))).containsExactly(ACCEPT);
        assertThat(tallied).containsExactly(Map.entry("failed", 1));
    }

    @Test
    void modelThatNobodyJudgesIsCountedAsUnscored() throws InterruptedException {
        var event = Shards.completed("a", UNJUDGED, shard("a", 0, 9), new float[0]);
        assertThat(round.play(List.of(delivery(event, 1)))).containsExactly(ACCEPT);
        assertThat(tallied).containsExactly(Map.entry("unscored", 9));
        assertThat(published).isEmpty();
    }

    @Test
    void scoresThatTheBrokerDidNotTakeAreMadeAgain() throws InterruptedException {
        brokerAway = true;
        var delivery = completed("a", shard("a", 0, 2));
        assertThat(round.play(List.of(delivery))).containsExactly(RELEASE);
        brokerAway = false;
        assertThat(round.play(List.of(delivery))).containsExactly(ACCEPT);
        assertThat(published).hasSize(1);
    }

    @Test
    void criticThatFailsOnceIsAskedAgainShardByShard() throws InterruptedException {
        critic.failuresLeft = 1;
        assertThat(round.play(List.of(completed("a", shard("a", 0, 2)), completed("b", shard("b", 0, 2)))))
                .containsExactly(ACCEPT, ACCEPT);
        critic.failuresLeft = 2;
        assertThat(round.play(List.of(completed("c", shard("c", 0, 2)), completed("d", shard("d", 0, 2)))))
                .containsExactly(RELEASE, ACCEPT);
    }
}
