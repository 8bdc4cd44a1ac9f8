package io.vasari.scores.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.statistics.inference.GTest;
import org.junit.jupiter.api.Test;

class ChiSquaredTestTest {
    private static final double[] UNIFORM = {0.25, 0.25, 0.25, 0.25};

    @Test
    void agreesWithTheLibraryOnCountsThatAreZero() {
        var counts = ClassCounts.of(7, 0, 12, 21);
        var ours = ChiSquaredTest.oneSample(counts, UNIFORM);
        var g = GTest.withDefaults().test(new double[] {10, 10, 10, 10}, counts.toArray());
        assertThat(ours.g()).isCloseTo(g.getStatistic(), within(1e-12));
        assertThat(ours.pValueOfG()).isCloseTo(g.getPValue(), within(1e-12));
    }

    /** 49 times 1/49 is not 1 in floating point. */
    @Test
    void roundingIsNoDeparture() {
        for (int classes = 2; classes < 200; classes++) {
            var counts = new long[classes];
            var shares = new double[classes];
            Arrays.fill(counts, 3);
            Arrays.fill(shares, 1.0 / classes);
            assertThat(ChiSquaredTest.oneSample(ClassCounts.of(counts), shares).chiSquared())
                    .isZero();
        }
    }

    @Test
    void knownSharesAreNoSample() {
        var names = List.of("a", "b", "c");
        var known = Reference.known("known", names, new double[] {0.5, 0.3, 0.2});
        assertThat(known.isKnown()).isTrue();
        assertThat(known.shares()).containsExactly(new double[] {0.5, 0.3, 0.2}, within(1e-15));
        var counts = ClassCounts.of(600, 250, 150);
        assertThat(ChiSquaredTest.of(counts, known).chiSquared())
                .isCloseTo(100.0 * 100 / 500 + 50.0 * 50 / 300 + 50.0 * 50 / 200, within(1e-9));
        assertThat(new Reference("sample", names, ClassCounts.of(5, 3, 2)).isKnown())
                .isFalse();
        assertThatThrownBy(() -> Reference.known("known", names, new double[] {1, 0, 1}))
                .hasMessageContaining("share 0.0");
    }

    /** In fractions it is 3.99999998. */
    @Test
    void aSampleIsComparedWithAHugeOneToTheLastDigits() {
        long many = 1_000_000_000_000L;
        var huge = ClassCounts.of(many, many, many);
        var few = ClassCounts.of(5000, 5100, 4900);
        assertThat(ChiSquaredTest.twoSample(huge, few).chiSquared()).isCloseTo(3.99999998, within(1e-10));
        assertThat(ChiSquaredTest.twoSample(few, huge).chiSquared()).isCloseTo(3.99999998, within(1e-10));
    }

    @Test
    void smallReferenceIsTakenAsASampleItself() {
        var counts = ClassCounts.of(300, 200, 250, 250);
        var names = List.of("a", "b", "c", "d");
        var small = new Reference("small", names, ClassCounts.of(30, 20, 25, 25));
        var large = new Reference("large", names, ClassCounts.of(3000, 2000, 2500, 2501));
        assertThat(ChiSquaredTest.of(counts, small)).isEqualTo(ChiSquaredTest.twoSample(counts, small.counts()));
        assertThat(ChiSquaredTest.of(counts, large)).isEqualTo(ChiSquaredTest.oneSample(counts, large.shares()));
    }

    @Test
    void classThatTheReferenceLacksDoesNotBreakTheTest() {
        var reference = new Reference("gap", List.of("a", "b", "c"), ClassCounts.of(500, 500, 0));
        var test = ChiSquaredTest.of(ClassCounts.of(50, 50, 30), reference);
        assertThat(test.chiSquared()).isFinite().isPositive();
        assertThat(test.log10PValue()).isFinite().isLessThan(-20);
    }

    @Test
    void pValueIsUniformUnderTheReference() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int trials = 4000;
        long below = 0;
        for (int trial = 0; trial < trials; trial++) {
            var counts = new long[4];
            for (int i = 0; i < 400; i++) {
                counts[random.nextInt(4)]++;
            }
            below += ChiSquaredTest.oneSample(ClassCounts.of(counts), UNIFORM).pValue() < 0.05 ? 1 : 0;
        }
        double sigma = Math.sqrt(0.05 * 0.95 / trials);
        assertThat((double) below / trials).isCloseTo(0.05, within(4 * sigma));
    }

    @Test
    void holmMultipliesTheSmallestByAllAndStaysMonotone() {
        var corrected = Residuals.holm(Arrays.stream(new double[] {0.01, 0.04, 0.03, 0.005})
                .map(Math::log10)
                .toArray());
        var expected = new double[] {0.03, 0.06, 0.06, 0.02};
        for (int i = 0; i < expected.length; i++) {
            assertThat(Math.pow(10, corrected[i])).isCloseTo(expected[i], within(1e-12));
        }
    }
}
