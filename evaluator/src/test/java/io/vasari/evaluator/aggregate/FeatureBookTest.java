package io.vasari.evaluator.aggregate;

import static io.vasari.evaluator.aggregate.FeatureSamples.DIMENSION;
import static io.vasari.evaluator.aggregate.FeatureSamples.EMBEDDER;
import static io.vasari.evaluator.aggregate.FeatureSamples.scores;
import static io.vasari.evaluator.aggregate.Samples.MODEL;
import static io.vasari.evaluator.aggregate.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.contracts.FeatureRows;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskScores;
import io.vasari.evaluator.aggregate.FeatureBook.Scope;
import io.vasari.scores.state.SampleKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureBookTest {
    /** Minutes and five minutes of two hours in steps of five, hours of a day, all, and jobs of two days. */
    private static final int MOST_SKETCHES = 14 + 26 + 28 + 1 + 4;

    private static final Scope SCOPE = new Scope(MODEL, EMBEDDER);

    /** Jobs in tasks of uneven size, over the three hours before noon; one is long. */
    private static List<TaskScores> morning(long cut) {
        var sizes = new Random(5);
        var cuts = new Random(cut);
        List<TaskScores> all = new ArrayList<>();
        for (int job = 0; job < 7; job++) {
            int samples = job == 3 ? 9000 : 20 + sizes.nextInt(300);
            for (int first = 0; first < samples; ) {
                int count = Math.min(samples - first, 1 + cuts.nextInt(200));
                int minute = (first / 60 + 20 * job) % 180;
                // A task lies within a minute, whatever its cut.
                count = Math.min(count, 60 - first % 60);
                all.add(scores("job-" + job, first, count, NOON.minusSeconds(60L * minute)));
                first += count;
            }
        }
        return all;
    }

    private static Map<String, Optional<FeatureSketch>> said(FeatureBook book) {
        Map<String, Optional<FeatureSketch>> said = new LinkedHashMap<>();
        for (Window window : Window.values()) {
            said.put(window.label(), book.window(SCOPE, window, NOON));
        }
        said.put("ever", book.ever(SCOPE));
        for (int job = 0; job < 7; job++) {
            said.put("job-" + job, book.job(SCOPE, "job-" + job));
        }
        return said;
    }

    private static FeatureBook filled(List<TaskScores> scores) {
        var book = new FeatureBook(new MemorySketches(), NOON);
        scores.forEach(one -> book.add(one, NOON));
        return book;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neitherOrderNorCutNorRepetitionShows(long seed) {
        var expected = said(filled(morning(0)));
        assertThat(expected.get("5m")).isPresent();
        List<TaskScores> shuffled = new ArrayList<>(morning(seed));
        shuffled.addAll(morning(seed + 100).subList(0, 90));
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(said(filled(shuffled))).isEqualTo(expected);
    }

    /** The store has lost what was written last, and the records since then come again. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 60})
    void aCrashAtAnyRecordDoesNotShow(int before) {
        var morning = morning(0);
        var store = new MemorySketches();
        var book = new FeatureBook(store, NOON);
        MemorySketches committed = store.copy();
        for (int i = 0; i < before + 20; i++) {
            book.add(morning.get(i), NOON);
            if (i == before) {
                committed = store.copy();
            }
        }
        var again = new FeatureBook(committed, NOON);
        for (int i = before; i < morning.size(); i++) {
            again.add(morning.get(i), NOON);
        }
        assertThat(said(again)).isEqualTo(said(filled(morning)));
    }

    @Test
    void aJobKeepsTheSamplesWithTheSmallestKeys() {
        int samples = 9000;
        var book = filled(morning(0));
        long[] keys = new long[samples];
        for (int i = 0; i < samples; i++) {
            keys[i] = SampleKeys.of(0, "job-3/" + i);
        }
        Arrays.sort(keys);
        int capacity = FeatureSampling.capacity(DIMENSION);
        assertThat(capacity).isEqualTo(FeatureSampling.MOST_ROWS);
        assertThat(book.job(SCOPE, "job-3").orElseThrow().reservoir().keys())
                .containsExactly(Arrays.copyOf(keys, capacity));
    }

    /** Early samples of a job are looked at more often than late ones, and yet not over-represented. */
    @Test
    void lateSamplesOfALongJobAreAsLikelyToBeKeptAsEarlyOnes() {
        List<TaskScores> all = new ArrayList<>();
        for (int first = 0; first < 3000; first += 100) {
            all.add(scores("long", 9000 + first, 100, NOON));
        }
        all.add(scores("short", 0, 1000, NOON));
        var sketch = filled(all).window(SCOPE, Window.FIVE_MINUTES, NOON).orElseThrow();
        double share = (sketch.limit() / 0x1p64) + 0.5;
        assertThat(share).isCloseTo(1.0 / 8, within(0.001));
        assertThat(sketch.reservoir().size() / 4000.0).isCloseTo(share, within(0.02));
    }

    @Test
    void whatIsKeptIsBoundedByWindowsAndNotBySamples() {
        var store = new MemorySketches();
        var book = new FeatureBook(store, NOON);
        for (int day = 0; day < 4; day++) {
            for (int minute = 0; minute < 1440; minute += 5) {
                var at = NOON.plusSeconds(60L * (1440 * day + minute));
                book.add(scores("day-" + day, 700 * minute, 700, at), at);
                if (minute % 60 == 0) {
                    book.forget(at);
                }
            }
        }
        assertThat(store.size()).isLessThan(MOST_SKETCHES);
        assertThat(store.bytes())
                .isLessThan((long) MOST_SKETCHES * FeatureSampling.MOST_ROWS * (DIMENSION * Float.BYTES + 20));
    }

    @Test
    void tidyingUpDoesNotShow() {
        var tidy = new FeatureBook(new MemorySketches(), NOON);
        for (TaskScores one : morning(0)) {
            tidy.add(one, NOON);
            tidy.forget(NOON);
        }
        assertThat(said(tidy)).isEqualTo(said(filled(morning(0))));
    }

    @Test
    void featuresThatContradictThemselvesAreRefused() {
        var good = scores("a", 0, 10, NOON);
        var rows = good.features().orElseThrow();
        var bad = new FeatureRows(
                EMBEDDER,
                DIMENSION + 1,
                rows.limit(),
                rows.positions(),
                rows.keys(),
                rows.rows(),
                rows.perceptualHashes());
        assertThatThrownBy(() -> FeatureSketch.of(bad)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recordsStayBelowAMegabyteWhateverTheDimension() {
        for (int dimension : new int[] {1, 64, 128, 512, 768, 1024, 2048}) {
            int capacity = FeatureSampling.capacity(dimension);
            assertThat(capacity * (dimension * 4L + 20) * 4 / 3).isLessThan(900_000);
            assertThat(FeatureSampling.choose("a", new SampleRange(0, 5000), Math.max(1, capacity)))
                    .hasSizeLessThanOrEqualTo(Math.max(1, capacity));
        }
        assertThat(FeatureSampling.capacity(512)).isGreaterThan(200);
        assertThat(FeatureSampling.capacity(2048)).isZero();
    }
}
