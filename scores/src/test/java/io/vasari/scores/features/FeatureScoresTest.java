package io.vasari.scores.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Moments;
import io.vasari.scores.state.Reservoir;
import io.vasari.scores.state.SampleKeys;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureScoresTest {
    private static final int DIMENSION = 12;

    private static float[] normal(Random random, double mean, double spread) {
        var features = new float[DIMENSION];
        for (int j = 0; j < DIMENSION; j++) {
            features[j] = (float) (mean + spread * random.nextGaussian());
        }
        return features;
    }

    private static Reservoir reservoir(long seed, int offered, int capacity, double spread) {
        var random = new Random(seed);
        var builder = Reservoir.builder(capacity, DIMENSION);
        for (int i = 0; i < offered; i++) {
            builder.add(SampleKeys.of(0, "s/" + i), normal(random, 1, spread), i);
        }
        return builder.build();
    }

    private static final FeatureReference REFERENCE =
            FeatureReference.of(reservoir(1, 300, 300, 1).rows());

    @Test
    void oneSweepGivesWhatEachScoreGivesAlone() {
        var rows = reservoir(2, 400, 250, 0.8).rows();
        var scores = FeatureScores.of(reservoir(2, 400, 250, 0.8), REFERENCE).orElseThrow();
        var kernel = Kernel.polynomial(DIMENSION);
        var alone = KernelDistance.unbiased(rows, REFERENCE.rows(), kernel);
        assertThat(scores.n()).isEqualTo(250);
        assertThat(scores.kernelDistance().value()).isCloseTo(alone.value(), within(1e-13));
        assertThat(scores.kernelDistance().standardError().orElseThrow())
                .isCloseTo(alone.standardError().orElseThrow(), within(1e-13));
        assertThat(scores.fidelity()).isEqualTo(Fidelity.of(REFERENCE.rows(), rows));
        assertThat(scores.frechetDistance()).hasValue(FrechetDistance.of(Moments.of(rows), REFERENCE.moments()));
        assertThat(scores.vendi())
                .isCloseTo(VendiScore.ofCosines(rows, REFERENCE.rows().mean()).vendi(), within(1e-9));
    }

    @Test
    void goodModelLooksGoodAndCollapsedOneDoesNot() {
        var good = FeatureScores.of(reservoir(3, 300, 300, 1), REFERENCE).orElseThrow();
        double error = good.kernelDistance().standardError().orElseThrow();
        assertThat(Math.abs(good.kernelDistance().value())).isLessThan(4 * error);
        assertThat(good.fidelity().coverage()).isCloseTo(Fidelity.expectedCoverage(300, 300, 5), within(0.05));
        assertThat(good.fidelity().density()).isCloseTo(1, within(0.15));

        var collapsed =
                FeatureScores.of(reservoir(3, 300, 300, 0.01), REFERENCE).orElseThrow();
        assertThat(collapsed.fidelity().coverage()).isLessThan(0.6);
        assertThat(collapsed.fidelity().recall()).isLessThan(0.1);
        assertThat(collapsed.kernelDistance().value())
                .isGreaterThan(4 * collapsed.kernelDistance().standardError().orElseThrow());
        assertThat(collapsed.vendi()).isLessThan(good.vendi());
        assertThat(collapsed.frechetDistance().orElseThrow())
                .isGreaterThan(5 * good.frechetDistance().orElseThrow());
    }

    @Test
    void frechetDistanceTakesAFullReservoir() {
        assertThat(FeatureScores.of(reservoir(4, 249, 250, 1), REFERENCE)
                        .orElseThrow()
                        .frechetDistance())
                .isEmpty();
        assertThat(FeatureScores.of(reservoir(4, 250, 250, 1), REFERENCE)
                        .orElseThrow()
                        .frechetDistance())
                .isPresent();
    }

    @Test
    void fewSamplesAreNotScored() {
        int least = FeatureScores.MIN_SAMPLES;
        assertThat(FeatureScores.of(reservoir(5, least - 1, 250, 1), REFERENCE)).isEmpty();
        assertThat(FeatureScores.of(reservoir(5, least, 250, 1), REFERENCE)).isPresent();
    }

    @Test
    void identicalSamplesAreScoredWithoutBreaking() {
        var builder = Reservoir.builder(150, DIMENSION);
        for (int i = 0; i < 150; i++) {
            builder.add(SampleKeys.of(0, "s/" + i), normal(new Random(9), 1, 1), 0);
        }
        var scores = FeatureScores.of(builder.build(), REFERENCE).orElseThrow();
        assertThat(scores.vendi()).isCloseTo(1, within(1e-9));
        assertThat(scores.rke()).isCloseTo(1, within(1e-9));
        assertThat(scores.fidelity().recall()).isZero();
        assertThat(scores.frechetDistance().orElseThrow()).isFinite().isPositive();
    }

    @Test
    void featuresOfAnotherModelAreRefused() {
        var other = Reservoir.builder(200, 2);
        for (int i = 0; i < 200; i++) {
            other.add(i, new float[] {i, -i}, 0);
        }
        assertThatThrownBy(() -> FeatureScores.of(other.build(), REFERENCE)).hasMessageContaining("dimension 2");
        assertThatThrownBy(() -> FeatureReference.of(Rows.of(1, 1.0, 2.0, 3.0))).hasMessageContaining("k is 5");
    }
}
