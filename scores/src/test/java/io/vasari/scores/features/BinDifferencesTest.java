package io.vasari.scores.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.fit.ChiSquaredTest;
import io.vasari.scores.fit.Residuals;
import io.vasari.scores.linear.Rows;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinDifferencesTest {
    private static Rows clusters(Random random, int n, int... centres) {
        var values = new double[n * 2];
        for (int i = 0; i < n; i++) {
            int centre = centres[i % centres.length];
            values[2 * i] = 10 * centre + random.nextGaussian();
            values[2 * i + 1] = -10 * centre + random.nextGaussian();
        }
        return Rows.of(2, values);
    }

    @Test
    void clustersAreFoundAndKept() {
        var random = new Random(1);
        var bins = KMeansBins.fit(clusters(random, 400, 0, 1, 2, 3), 4, 100, random);
        assertThat(bins.count(clusters(random, 400, 0, 1, 2, 3)).toArray()).containsOnly(100);
        assertThat(bins.count(clusters(random, 50, 2)).covered()).isEqualTo(1);
        assertThat(KMeansBins.fit(clusters(new Random(1), 400, 0, 1), 4, 100, new Random(5))
                        .centroids()
                        .toArray())
                .isEqualTo(KMeansBins.fit(clusters(new Random(1), 400, 0, 1), 4, 100, new Random(5))
                        .centroids()
                        .toArray());
    }

    @Test
    void identicalRowsStillMakeBins() {
        var same = Rows.of(1, 2.0, 2.0, 2.0);
        var bins = KMeansBins.fit(same, 2, 10, new Random(1));
        assertThat(bins.count(same)).isEqualTo(ClassCounts.of(3, 0));
        assertThatThrownBy(() -> KMeansBins.fit(same, 4, 10, new Random(1))).hasMessageContaining("bins is 4");
        assertThatThrownBy(() -> bins.assign(Rows.of(2, 1.0, 1.0))).hasMessageContaining("dimension");
    }

    @Test
    void lostModeIsADifferentBin() {
        var reference = ClassCounts.of(250, 250, 250, 250);
        var lost = BinDifferences.of(ClassCounts.of(333, 334, 333, 0), reference);
        assertThat(lost.ratio()).isEqualTo(1);
        assertThat(lost.differentAmongAll()).isEqualTo(4);
        var same = BinDifferences.of(reference, reference);
        assertThat(same).isEqualTo(new BinDifferences(4, 0, 0, 0));
        assertThat(BinDifferences.of(ClassCounts.of(5, 0), ClassCounts.of(7, 0)).different())
                .isZero();
        assertThat(BinDifferences.of(ClassCounts.of(50, 0), ClassCounts.of(0, 70))
                        .ratioAmongAll())
                .isEqualTo(1);
        assertThatThrownBy(() -> BinDifferences.of(ClassCounts.empty(4), reference))
                .hasMessageContaining("0 samples");
        assertThatThrownBy(() -> BinDifferences.of(ClassCounts.of(1), reference))
                .hasMessageContaining("1 classes");
    }

    /** Of two classes, the square of the two-proportion z is the two-sample chi-squared. */
    @Test
    void zOfTwoClassesIsTheRootOfChiSquared() {
        var a = ClassCounts.of(31, 69);
        var b = ClassCounts.of(150, 250);
        var residuals = Residuals.twoSample(a, b);
        double z = residuals.sigmas()[0];
        assertThat(z).isNegative().isCloseTo(-residuals.sigmas()[1], within(1e-13));
        assertThat(z * z).isCloseTo(ChiSquaredTest.twoSample(a, b).chiSquared(), within(1e-12));
    }

    /** As published, one bin in twenty differs by chance; after Holm's correction one comparison in twenty has any. */
    @Test
    void chanceIsHeldToTheLevel() {
        var random = new Random(3);
        int trials = 400;
        double published = 0;
        int alarms = 0;
        for (int trial = 0; trial < trials; trial++) {
            var differences = BinDifferences.of(draw(random, 2000), draw(random, 4000));
            published += differences.ratio() / trials;
            alarms += differences.differentAmongAll() > 0 ? 1 : 0;
        }
        assertThat(published).isCloseTo(0.05, within(0.01));
        assertThat((double) alarms / trials).isLessThan(0.09);
    }

    private static ClassCounts draw(Random random, int n) {
        var counts = new long[20];
        random.ints(n, 0, 20).forEach(bin -> counts[bin]++);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(n);
        return ClassCounts.of(counts);
    }
}
