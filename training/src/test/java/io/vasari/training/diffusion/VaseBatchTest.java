package io.vasari.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vasari.models.sampler.tables.NoiseSchedule;
import io.vasari.training.vases.CaptionOrder;
import io.vasari.training.vases.VaseSet;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VaseBatchTest {

    private static final NoiseSchedule NOISE = VaseConfigs.NOISE;

    @Test
    void levelsFollowTheCosine() {
        // cos^2((0.5 + 0.008) / 1.008 * pi / 2) / cos^2(0.008 / 1.008 * pi / 2), worked out by hand: 0.49384.
        assertThat(Math.pow(NOISE.signal(499), 2)).isCloseTo(0.49384, within(1e-4));
        assertThat(NOISE.steps()).isEqualTo(1000);
        assertThat(NOISE.signal(0)).isBetween(0.9999, 1.0);
    }

    @Test
    void lastLevelIsNoiseAlone() {
        assertThat(NOISE.signal(999)).isBetween(4e-5, 6e-5);
    }

    @Test
    void pictureAndNoiseComeBackFromNoisedPictureAndVelocity() {
        var vases = new VaseSet(CaptionOrder.FREE, 8, VaseConfigs.SIDE, 1);
        var batch = new VaseBatch(vases, 5, 8);
        batch.fill(3);
        float[] planes = new float[VaseConfigs.PIXELS];
        boolean[] found = new boolean[8];
        for (int row = 0; row < 8; row++) {
            int t = (int) batch.timesteps[row];
            assertThat((double) t)
                    .isBetween(1000 * NoiseLevels.below(row / 8.0) - 1, 1000 * NoiseLevels.below((row + 1) / 8.0));
            float[] clean = new float[VaseConfigs.PIXELS];
            for (int i = 0; i < clean.length; i++) {
                int at = row * clean.length + i;
                clean[i] = (float) (NOISE.signal(t) * batch.noised[at] - NOISE.deviation(t) * batch.velocities[at]);
            }
            for (int picture = 0; picture < 8; picture++) {
                vases.copyPlanes(picture, planes, 0);
                float worst = 0;
                for (int i = 0; i < clean.length; i++) {
                    worst = Math.max(worst, Math.abs(planes[i] - clean[i]));
                }
                found[picture] |= worst < 1e-5;
            }
        }
        assertThat(found).containsOnly(true);
    }

    @Test
    void rowsDependOnTheStepAlone() {
        var vases = new VaseSet(CaptionOrder.FREE, 50, VaseConfigs.SIDE, 1);
        var batch = new VaseBatch(vases, 5, 4);
        batch.fill(20);
        float[] noised = batch.noised.clone();
        long[] tokens = batch.tokens.clone();
        batch.fill(21);
        assertThat(batch.noised).isNotEqualTo(noised);
        batch.fill(20);
        assertThat(batch.noised).isEqualTo(noised);
        assertThat(batch.tokens).isEqualTo(tokens);
    }

    @Test
    void someCaptionsAreEmpty() {
        var vases = new VaseSet(CaptionOrder.FREE, 100, VaseConfigs.SIDE, 1);
        var batch = new VaseBatch(vases, 5, 100);
        int length = VaseConfigs.VOCABULARY.length();
        int empty = 0;
        for (int step = 0; step < 10; step++) {
            batch.fill(step);
            for (int row = 0; row < 100; row++) {
                assertThat(batch.tokens[row * length]).isEqualTo(VaseConfigs.VOCABULARY.startId());
                empty += batch.tokens[row * length + 1] == VaseConfigs.VOCABULARY.endId() ? 1 : 0;
            }
        }
        assertThat(empty).isBetween(80, 160);
    }

    @Test
    void noiseIsStandardNormal() {
        var vases = new VaseSet(CaptionOrder.FREE, 1, VaseConfigs.SIDE, 1);
        var batch = new VaseBatch(vases, new Random(1).nextLong(), 1);
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int step = 0; step < 20; step++) {
            batch.fill(step);
            int t = (int) batch.timesteps[0];
            for (int i = 0; i < VaseConfigs.PIXELS; i++) {
                double noise = NOISE.deviation(t) * batch.noised[i] + NOISE.signal(t) * batch.velocities[i];
                sum += noise;
                squares += noise * noise;
                n++;
            }
        }
        assertThat(sum / n).isCloseTo(0, within(0.02));
        assertThat(squares / n).isCloseTo(1, within(0.02));
        assertThat(Arrays.stream(batch.tokens).max().orElseThrow()).isLessThan(VaseConfigs.VOCABULARY.size());
    }
}
