package io.vasari.scores.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final List<String> NAMES =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    }

    private static ClassCounts draw(RandomGenerator random, long n) {
        var counts = new long[10];
        for (long i = 0; i < n; i++) {
            counts[random.nextInt(10)]++;
        }
        return ClassCounts.of(counts);
    }

    /** Looked at after every one of 2,000 samples, in 500 streams: a p-value below 0.05 turns up in a third of them. */
    @Test
    void lookingAgainAndAgainDoesNotRaiseTheFalseAlarms() {
        var random = random();
        var shares = Reference.uniform(NAMES).shares();
        int streams = 500;
        int alarms = 0;
        for (int stream = 0; stream < streams; stream++) {
            var counts = new long[10];
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < 2000; i++) {
                counts[random.nextInt(10)]++;
                if (i % 10 == 9) {
                    highest = Math.max(highest, Evidence.nats(ClassCounts.of(counts), shares, 1));
                }
            }
            alarms += highest >= Math.log(20) ? 1 : 0;
        }
        assertThat((double) alarms / streams).isLessThanOrEqualTo(0.05);
    }

    @Test
    void noiseOfASmallReferenceIsNotTakenForDrift() {
        var random = random();
        var reference = new Reference("small", NAMES, draw(random, 1000));
        var counts = draw(random, 200_000);
        assertThat(Evidence.nats(counts, reference.shares(), 1)).isGreaterThan(13.8);
        assertThat(Evidence.nats(counts, reference)).isNegative();
    }

    @Test
    void lostClassIsSeenAgainstASmallReferenceToo() {
        var reference = new Reference(
                "small",
                NAMES,
                ClassCounts.of(Collections.nCopies(10, 100L).stream()
                        .mapToLong(Long::longValue)
                        .toArray()));
        var counts = ClassCounts.of(0, 200, 200, 200, 200, 200, 200, 200, 200, 200);
        assertThat(Evidence.nats(counts, reference)).isGreaterThan(13.8);
    }

    @Test
    void largeReferenceIsAsGoodAsKnownShares() {
        var counts = ClassCounts.of(300, 0, 100, 100, 100, 100, 100, 100, 100, 100);
        var known = Reference.uniform(NAMES);
        assertThat(Evidence.nats(counts, known))
                .isCloseTo(Evidence.nats(counts, known.shares(), Evidence.CONCENTRATION), within(1e-9));
    }

    @Test
    void impossibleClassIsInfiniteEvidence() {
        assertThat(Evidence.nats(ClassCounts.of(10, 1), new double[] {1, 0}, 1)).isInfinite();
    }
}
