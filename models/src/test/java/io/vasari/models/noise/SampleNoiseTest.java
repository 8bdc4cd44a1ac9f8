package io.vasari.models.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampleNoiseTest {

    @Test
    void dependsOnSeedAndIndexAlone() {
        float[] alone = noise(42, 7, 10);
        float[] amongOthers = new float[30];
        SampleNoise.fill(42, 6, amongOthers, 0, 10);
        SampleNoise.fill(42, 7, amongOthers, 10, 10);
        SampleNoise.fill(42, 8, amongOthers, 20, 10);
        assertThat(Arrays.copyOfRange(amongOthers, 10, 20)).containsExactly(alone);
        assertThat(noise(43, 7, 10)).isNotEqualTo(alone);
        assertThat(noise(42, 8, 10)).isNotEqualTo(alone);
    }

    @Test
    void highBitsOfSeedAndIndexCount() {
        assertThat(noise(1L << 40, 0, 4)).isNotEqualTo(noise(0, 0, 4));
        assertThat(noise(0, 1L << 40, 4)).isNotEqualTo(noise(0, 0, 4));
    }

    @Test
    void shorterFillIsPrefixOfLongerOne() {
        assertThat(noise(5, 5, 3)).containsExactly(Arrays.copyOf(noise(5, 5, 10), 3));
    }

    @Test
    void momentsAreThoseOfTheStandardNormal() {
        int n = 100_000;
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (int index = 0; index < n / 10; index++) {
            for (float x : noise(2014, index, 10)) {
                sum += x;
                squares += (double) x * x;
                fourths += (double) x * x * x * x;
            }
        }
        // Five standard errors of each estimate.
        assertThat(sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
        assertThat(squares / n).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
        assertThat(fourths / n).isCloseTo(3, within(5 * Math.sqrt(96.0 / n)));
    }

    @Test
    void rangeOutsideTheArrayIsRefused() {
        assertThatThrownBy(() -> SampleNoise.fill(1, 1, new float[5], 3, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static float[] noise(long seed, long index, int length) {
        float[] out = new float[length];
        SampleNoise.fill(seed, index, out, 0, length);
        return out;
    }
}
