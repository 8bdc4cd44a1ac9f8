package io.vasari.evaluator.aggregate;

import static io.vasari.evaluator.aggregate.Samples.CLASSES;
import static io.vasari.evaluator.aggregate.Samples.NOON;
import static io.vasari.evaluator.aggregate.Samples.SUBJECT;
import static io.vasari.evaluator.aggregate.Samples.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskScores;
import io.vasari.scores.ClassCounts;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
    private static final Duration RETENTION = Duration.ofHours(72);

    private static Ledger ledger(TallyStore store) {
        return new Ledger(store, classifier -> CLASSES, RETENTION);
    }

    /** Everything that is ever published, by name. */
    private static Map<String, Tally> figures(Ledger ledger, TallyStore store, Instant now) {
        Map<String, Tally> figures = new TreeMap<>();
        ledger.revisions().forEach((subject, revision) -> {
            for (Window window : Window.values()) {
                figures.put(subject + window.label(), revision.window(window, now));
            }
            figures.put(subject + "ever", revision.ever());
        });
        store.forEachJob((key, job) -> figures.put(key.toString(), job.total()));
        return figures;
    }

    private static Map<String, Tally> undisturbed(List<TaskScores> all) {
        var store = new MemoryTallies();
        var ledger = ledger(store);
        all.forEach(scores -> ledger.add(scores, NOON));
        return figures(ledger, store, NOON);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neitherOrderNorDuplicatesNorCutsChangeAFigure(long seed) {
        var random = new Random(seed);
        var all = Samples.afternoon(random);
        var expected = undisturbed(all);

        List<TaskScores> disturbed = new ArrayList<>(all);
        for (var scores : all) {
            if (random.nextInt(3) == 0) {
                disturbed.add(scores);
            }
            if (random.nextInt(3) == 0 && scores.range().count() > 1) {
                disturbed.add(part(scores, random));
            }
        }
        Collections.shuffle(disturbed, random);
        var store = new MemoryTallies();
        var ledger = ledger(store);
        disturbed.forEach(scores -> ledger.add(scores, NOON));
        assertThat(figures(ledger, store, NOON)).isEqualTo(expected);
    }

    /** The same samples cut out of a task, as an overlapping task of another size would report them. */
    private static TaskScores part(TaskScores scores, Random random) {
        int skip = random.nextInt(scores.range().count());
        int count = 1 + random.nextInt(scores.range().count() - skip);
        return scores(scores.model(), scores.jobId(), scores.range().first() + skip, count, scores.generatedAt());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void partitionsAddUpToTheWhole(long seed) {
        var all = Samples.afternoon(new Random(seed));
        Map<String, Tally> merged = new TreeMap<>();
        for (int partition = 0; partition < 3; partition++) {
            int mine = partition;
            var store = new MemoryTallies();
            var ledger = ledger(store);
            all.stream()
                    .filter(scores -> Math.floorMod(scores.jobId().hashCode(), 3) == mine)
                    .forEach(scores -> ledger.add(scores, NOON));
            figures(ledger, store, NOON).forEach((name, tally) -> merged.merge(name, tally, Tally::plus));
        }
        assertThat(merged).isEqualTo(undisturbed(all));
    }

    /** The store survives up to the crash; the records since the last commit come again, some of them in the store already. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void crashesAndReplaysChangeNoFigure(long seed) {
        var random = new Random(seed);
        var all = Samples.afternoon(random);
        Collections.shuffle(all, random);
        var store = new MemoryTallies();
        var ledger = ledger(store);
        int committed = 0;
        for (int next = 0; next < all.size(); next++) {
            ledger.add(all.get(next), NOON);
            if (random.nextInt(5) == 0) {
                committed = next + 1;
            }
            if (random.nextInt(7) == 0) {
                ledger = ledger(store);
                ledger.restore(Duration.ofMinutes(1));
                next = committed - 1;
                committed = next + 1;
                if (random.nextBoolean()) {
                    committed = Math.min(all.size(), committed + 1);
                    ledger.add(all.get(committed - 1), NOON);
                }
            }
        }
        assertThat(figures(ledger, store, NOON)).isEqualTo(undisturbed(all));
    }

    @Test
    void sampleCountsInTheMinuteInWhichItWasMade() {
        var store = new MemoryTallies();
        var ledger = ledger(store);
        ledger.add(scores("a", 0, 10, NOON), NOON);
        ledger.add(scores("a", 10, 20, NOON.minusSeconds(600)), NOON);
        ledger.add(scores("a", 30, 40, NOON.minus(Duration.ofHours(5))), NOON);
        ledger.add(scores("a", 70, 80, NOON.minus(Duration.ofHours(30))), NOON);
        var revision = ledger.revisions().get(SUBJECT);
        assertThat(revision.window(Window.FIVE_MINUTES, NOON).samples()).isEqualTo(10);
        assertThat(revision.window(Window.HOUR, NOON).samples()).isEqualTo(30);
        assertThat(revision.window(Window.DAY, NOON).samples()).isEqualTo(70);
        assertThat(revision.ever().samples()).isEqualTo(150);
        assertThat(revision.window(Window.FIVE_MINUTES, NOON.plusSeconds(299)).samples())
                .isEqualTo(10);
        assertThat(revision.window(Window.FIVE_MINUTES, NOON.plusSeconds(300)).samples())
                .isZero();
    }

    @Test
    void foldingKeepsTheSumAndForgetsTheJobs() {
        var store = new MemoryTallies();
        var ledger = ledger(store);
        var old = NOON.minus(RETENTION).minusSeconds(1);
        ledger.add(scores("old", 0, 100, old), old);
        ledger.add(scores("new", 0, 50, NOON), NOON);
        ledger.fold(NOON);
        assertThat(store.jobs()).isEqualTo(1);
        assertThat(ledger.revisions().get(SUBJECT).ever().samples()).isEqualTo(150);

        var restored = ledger(store);
        restored.restore(Duration.ofMinutes(1));
        assertThat(figures(restored, store, NOON)).isEqualTo(figures(ledger, store, NOON));
    }

    @Test
    void crashBetweenFoldingAndForgettingCountsNothingTwice() {
        var store = new MemoryTallies() {
            boolean crashing;

            @Override
            public void delete(JobKey key) {
                if (crashing && key.jobId().equals("old-2")) {
                    throw new IllegalStateException("crash");
                }
                super.delete(key);
            }
        };
        var ledger = ledger(store);
        var old = NOON.minus(RETENTION).minusSeconds(1);
        ledger.add(scores("old-1", 0, 100, old), old);
        ledger.add(scores("old-2", 0, 30, old), old);
        ledger.add(scores("new", 0, 50, NOON), NOON);
        store.crashing = true;
        assertThatThrownBy(() -> ledger.fold(NOON)).hasMessage("crash");
        assertThat(store.jobs()).isEqualTo(2);
        store.crashing = false;

        var restored = ledger(store);
        restored.restore(Duration.ofMinutes(1));
        assertThat(restored.revisions().get(SUBJECT).ever().samples()).isEqualTo(180);
        assertThat(store.jobs()).isEqualTo(1);
    }

    @Test
    void duplicateOfAForgottenJobIsKnownByItsAge() {
        var store = new MemoryTallies();
        var ledger = ledger(store);
        var old = NOON.minus(RETENTION).minusSeconds(1);
        ledger.add(scores("old", 0, 100, old), old);
        ledger.add(scores("new", 0, 50, NOON), NOON);
        ledger.fold(NOON);
        var again = ledger.add(scores("old", 0, 100, old), NOON);
        assertThat(again.late()).isEqualTo(100);
        assertThat(again.fresh().samples()).isZero();
        assertThat(ledger.revisions().get(SUBJECT).ever().samples()).isEqualTo(150);
    }

    @Test
    void clockThatRunsAheadMakesNothingElseLookOld() {
        var ledger = ledger(new MemoryTallies());
        ledger.add(scores("ahead", 0, 10, NOON.plus(Duration.ofDays(30))), NOON);
        assertThat(ledger.add(scores("fine", 0, 10, NOON), NOON).fresh().samples())
                .isEqualTo(10);
    }

    @Test
    void jobsThatChangedLastAreNamedAfterARestart() {
        var store = new MemoryTallies();
        var ledger = ledger(store);
        ledger.add(scores("long-ago", 0, 10, NOON), NOON.minusSeconds(120));
        ledger.add(scores("before", 0, 10, NOON), NOON.minusSeconds(30));
        ledger.add(scores("last", 0, 10, NOON), NOON);
        assertThat(ledger(store).restore(Duration.ofMinutes(1)))
                .extracting(JobKey::jobId)
                .containsExactlyInAnyOrder("before", "last");
    }

    @Test
    void everySampleIsFreshDuplicateOrLate() {
        var ledger = ledger(new MemoryTallies());
        ledger.add(scores("a", 0, 60, NOON), NOON);
        var counted = ledger.add(scores("a", 40, 60, NOON), NOON);
        assertThat(counted.fresh().samples()).isEqualTo(40);
        assertThat(counted.duplicates()).isEqualTo(20);
        assertThat(counted.job().total().samples()).isEqualTo(100);
    }

    @Test
    void meanBeliefIsThatOfTheSamples() {
        var ledger = ledger(new MemoryTallies());
        var scores = scores("a", 0, 1000, NOON);
        double sum = 0;
        for (float belief : scores.beliefs()) {
            sum += belief;
        }
        assertThat(ledger.add(scores, NOON).job().total().meanBelief().orElseThrow())
                .isCloseTo(sum / 1000, within(1e-9));
    }

    @Test
    void jobThatRunsForDaysKeepsNoMoreMinutesThanTheLongestWindow() {
        var store = new MemoryTallies();
        var ledger = ledger(store);
        for (int minute = 0; minute < 4000; minute += 10) {
            var at = NOON.plus(Duration.ofMinutes(minute));
            ledger.add(scores("long", minute, 10, at), at);
        }
        store.forEachJob((key, job) -> {
            assertThat(job.panes().size()).isBetween(144, 160);
            assertThat(job.total().samples()).isEqualTo(4000);
        });
        var end = NOON.plus(Duration.ofMinutes(3990));
        assertThat(ledger.revisions().get(SUBJECT).window(Window.DAY, end).samples())
                .isEqualTo(1440);
    }

    @Test
    void contradictoryScoresAreRefusedAndCountNothing() {
        var ledger = ledger(new MemoryTallies());
        var bad = new TaskScores(
                "a",
                new ModelRef("m", "r"),
                new SampleRange(0, 2),
                NOON,
                Samples.CLASSIFIER,
                new int[] {1, 10},
                new float[2],
                new float[0]);
        assertThatThrownBy(() -> ledger.add(bad, NOON)).hasMessageContaining("class 10, mnist-lenet@v1 has 0 to 9");
        var hollow = new TaskScores(null, null, null, null, null, null, null, null);
        assertThatThrownBy(() -> ledger.add(hollow, NOON)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.revisions()).isEmpty();
    }

    @Test
    void probabilitiesAndChecksAreOfEachSampleOnce() {
        var ledger = ledger(new MemoryTallies());
        ledger.add(scores("a", 0, 40, NOON), NOON);
        var counted = ledger.add(scores("a", 20, 40, NOON), NOON);
        var total = counted.job().total();
        assertThat(total.probabilities().n()).isEqualTo(60);
        assertThat(total.checks().byAttribute().get("colour")).isEqualTo(new CheckCounts.Count(20, 20));
        assertThat(counted.fresh().probabilities().n()).isEqualTo(20);
        var whole = ledger(new MemoryTallies()).add(scores("a", 0, 60, NOON), NOON);
        assertThat(total.inceptionScore()).isEqualTo(whole.fresh().inceptionScore());
        assertThat(total.inceptionScore().orElseThrow()).isBetween(1.0, 10.0);
    }

    @Test
    void aTallyOfVeryManyClassesStaysSmall() {
        int classes = 1000;
        var job = JobTally.empty(classes);
        for (int minute = 0; minute < 200; minute++) {
            var scores = scores("a", minute * 10, 10, NOON.minusSeconds(60L * minute));
            job.add(scores, NOON);
            job.compactBefore(Window.minuteOf(NOON) - 1600);
        }
        assertThat(job.total().samples()).isEqualTo(2000);
        assertThat(job.panes()).hasSizeLessThan(100).containsKey(Window.minuteOf(NOON));
        assertThat(TallyCodec.write(job)).hasSizeLessThan(600_000);
    }

    @Test
    void talliesOfTheFormerVersionAreRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(1);
            out.writeInt(2);
            for (long count : new long[] {7, 5, 12, 1L << 31}) {
                out.writeLong(count);
            }
            out.writeInt(1);
            out.writeUTF("job");
        }
        var folded = TallyCodec.readFolded(bytes.toByteArray());
        assertThat(folded.lastJobs()).containsExactly("job");
        assertThat(folded.tally().counts()).isEqualTo(ClassCounts.of(7, 5));
        assertThat(folded.tally().beliefs()).isEqualTo(12);
        assertThat(folded.tally().inceptionScore()).isEmpty();
        assertThat(TallyCodec.readFolded(TallyCodec.write(folded))).isEqualTo(folded);
    }
}
