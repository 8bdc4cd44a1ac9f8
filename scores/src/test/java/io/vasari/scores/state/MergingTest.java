package io.vasari.scores.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.scores.linear.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples are dealt to random parts, in random order, and the parts merged in random pairs: it must not show. */
class MergingTest {
    private static final int SAMPLES = 700;
    private static final int DIMENSION = 6;

    private record Sample(String id, float[] features, long perceptualHash) {}

    private static List<Sample> samples() {
        var random = new Random(1);
        return IntStream.range(0, SAMPLES)
                .mapToObj(i -> {
                    var features = new float[DIMENSION];
                    for (int j = 0; j < DIMENSION; j++) {
                        features[j] = (float) (100 * j + random.nextGaussian());
                    }
                    return new Sample("job-" + i / 64 + "/" + i % 64, features, random.nextInt(300));
                })
                .toList();
    }

    private static <S> S merged(long seed, Function<List<Sample>, S> state, BinaryOperator<S> plus, boolean again) {
        var random = new Random(seed);
        var shuffled = new ArrayList<>(samples());
        if (again) {
            shuffled.addAll(samples().subList(0, SAMPLES / 3));
        }
        Collections.shuffle(shuffled, random);
        var parts = new ArrayList<S>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + random.nextInt(120));
            parts.add(state.apply(shuffled.subList(from, to)));
            from = to;
        }
        while (parts.size() > 1) {
            var one = parts.remove(random.nextInt(parts.size()));
            var other = parts.remove(random.nextInt(parts.size()));
            parts.add(plus.apply(one, other));
        }
        return parts.get(0);
    }

    private static Reservoir reservoir(List<Sample> samples) {
        var builder = Reservoir.builder(100, DIMENSION);
        samples.forEach(s -> builder.add(SampleKeys.of(7, s.id()), s.features(), s.perceptualHash()));
        return builder.build();
    }

    private static HashCounts hashCounts(List<Sample> samples) {
        return HashCounts.of(
                64, samples.stream().mapToLong(Sample::perceptualHash).toArray());
    }

    private static BeliefSums beliefs(List<Sample> samples) {
        var sums = BeliefSums.empty(2);
        for (var sample : samples) {
            double p = 1 / (1 + Math.exp(sample.features()[0]));
            sums = sums.plus(p, 1 - p);
        }
        return sums;
    }

    private static Moments moments(List<Sample> samples) {
        var flat = new float[samples.size() * DIMENSION];
        for (int i = 0; i < samples.size(); i++) {
            System.arraycopy(samples.get(i).features(), 0, flat, i * DIMENSION, DIMENSION);
        }
        return Moments.of(Rows.of(DIMENSION, flat));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void reservoirIsTheSameToTheBitAndDeliveredTwiceCountsOnce(long seed) {
        assertThat(merged(seed, MergingTest::reservoir, Reservoir::plus, true)).isEqualTo(reservoir(samples()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void countsOfHashesAreTheSame(long seed) {
        var whole = hashCounts(samples());
        assertThat(whole.isEstimate()).isTrue();
        assertThat(merged(seed, MergingTest::hashCounts, HashCounts::plus, false))
                .isEqualTo(whole);
        assertThat(HashCounts.restored(64, whole.n(), true, whole.hashes(), whole.counts()))
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void beliefsAreTheSameToTheBit(long seed) {
        var whole = beliefs(samples());
        assertThat(merged(seed, MergingTest::beliefs, BeliefSums::plus, false)).isEqualTo(whole);
        assertThat(BeliefSums.of(whole.n(), whole.words())).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void momentsAreTheSameWithinRounding(long seed) {
        var whole = moments(samples());
        var parts = merged(seed, MergingTest::moments, Moments::plus, false);
        assertThat(parts.n()).isEqualTo(whole.n());
        for (int i = 0; i < DIMENSION; i++) {
            assertThat(parts.mean()[i]).isCloseTo(whole.mean()[i], within(1e-12 * Math.max(1, whole.mean()[i])));
        }
        double trace = SAMPLES;
        assertThat(parts.scatter()).containsExactly(whole.scatter(), within(1e-12 * trace));
        assertThat(whole.plus(parts).scatter()).isEqualTo(parts.plus(whole).scatter());
        assertThat(Moments.of(whole.n(), whole.mean(), whole.scatter()).covariance())
                .isEqualTo(whole.covariance());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 101})
    void reservoirKeepsTheSmallestKeys(int size) {
        var some = samples().subList(0, size);
        var kept = reservoir(some);
        assertThat(kept.size()).isEqualTo(Math.min(100, size));
        assertThat(kept.isFull()).isEqualTo(size >= 100);
        assertThat(kept.keys())
                .isEqualTo(some.stream()
                        .mapToLong(s -> SampleKeys.of(7, s.id()))
                        .sorted()
                        .limit(100)
                        .toArray());
        var first = some.stream()
                .filter(s -> SampleKeys.of(7, s.id()) == kept.keys()[0])
                .findFirst()
                .orElseThrow();
        assertThat(kept.rows().slice(0, 1).toArray())
                .isEqualTo(Rows.of(DIMENSION, first.features()).toArray());
        assertThat(kept.perceptualHashes()[0]).isEqualTo(first.perceptualHash());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void sampleWithOtherBitsAtItsSecondDeliveryIsDecidedByTheBits(long seed) {
        var one = Reservoir.builder(2, 1).add(5, new float[] {1}, seed).build();
        var other = Reservoir.builder(2, 1).add(5, new float[] {2}, seed).build();
        assertThat(one.plus(other)).isEqualTo(other.plus(one)).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void whatCannotBeMergedIsRefused(float bad) {
        var builder = Reservoir.builder(3, 2);
        assertThatThrownBy(() -> builder.add(1, new float[] {0, bad}, 0)).hasMessageContaining("feature 1");
        assertThatThrownBy(() -> builder.add(1, new float[3], 0)).hasMessageContaining("3 features");
        assertThatThrownBy(() -> Reservoir.empty(3, 2).plus(Reservoir.empty(4, 2)))
                .hasMessageContaining("must be the same");
        assertThatThrownBy(() -> Reservoir.empty(0, 2)).hasMessageContaining("capacity is 0");
        assertThatThrownBy(() -> Moments.empty(2).plus(Moments.empty(3))).hasMessageContaining("dimension");
        assertThatThrownBy(() -> HashCounts.of(4).plus(HashCounts.of(5))).hasMessageContaining("capacity");
        assertThatThrownBy(() -> HashCounts.of(4, 1L).collisionProbability()).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> BeliefSums.empty(2).plus(BeliefSums.empty(3))).hasMessageContaining("classifiers");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void keysAreSpreadEvenlyAndDependOnTheSeed(long seed) {
        var buckets = new int[16];
        for (int i = 0; i < 16_000; i++) {
            long key = SampleKeys.of(seed, "0190-abcd/" + i);
            buckets[(int) (key >>> 60)]++;
            assertThat(key).isNotEqualTo(SampleKeys.of(seed + 1, "0190-abcd/" + i));
        }
        for (int count : buckets) {
            assertThat(count).isBetween(850, 1150);
        }
    }
}
