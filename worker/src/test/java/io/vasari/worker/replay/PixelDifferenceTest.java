package io.vasari.worker.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.png.Pixels;
import org.junit.jupiter.api.Test;

class PixelDifferenceTest {
    private static final Pixels COLOUR = new Pixels(100, 60, 3);

    @Test
    void equalPicturesAreEqual() {
        assertThat(changed(0, 0)).isEqualTo(new PixelDifference(0, 0, 6_000));
        assertThat(changed(0, 0).outcome()).isEqualTo(ReplayOutcome.EQUAL);
    }

    @Test
    void onePixelInAThousandMayDifferByTwoLevels() {
        assertThat(changed(6, 2)).isEqualTo(new PixelDifference(2, 6, 6_000));
        assertThat(changed(6, 2).changedRatio()).isEqualTo(0.001);
        assertThat(changed(6, 2).outcome()).isEqualTo(ReplayOutcome.TOLERATED);
        assertThat(changed(7, 2).outcome()).as("one pixel more").isEqualTo(ReplayOutcome.DIFFERENT);
        assertThat(changed(1, 3).outcome()).as("one level more").isEqualTo(ReplayOutcome.DIFFERENT);
    }

    @Test
    void ofASmallPictureFourPixelsMayDiffer() {
        assertThat(new PixelDifference(1, 4, 784).outcome()).isEqualTo(ReplayOutcome.TOLERATED);
        assertThat(new PixelDifference(1, 5, 784).outcome()).isEqualTo(ReplayOutcome.DIFFERENT);
    }

    @Test
    void aDifferenceHasNoSignAndAPixelIsCountedOnce() {
        byte[] black = new byte[COLOUR.sizeBytes()];
        byte[] one = new byte[COLOUR.sizeBytes()];
        one[0] = one[1] = one[2] = (byte) 255;

        assertThat(PixelDifference.of(COLOUR, black, 0, one)).isEqualTo(new PixelDifference(255, 1, 6_000));
        assertThat(PixelDifference.of(COLOUR, one, 0, black)).isEqualTo(new PixelDifference(255, 1, 6_000));
    }

    @Test
    void thePictureMayBeOneOfMany() {
        byte[] two = new byte[2 * COLOUR.sizeBytes()];
        two[COLOUR.sizeBytes() + 7] = 9;

        assertThat(PixelDifference.of(COLOUR, two, COLOUR.sizeBytes(), new byte[COLOUR.sizeBytes()])
                        .levels())
                .isEqualTo(9);
        assertThat(PixelDifference.of(COLOUR, two, 0, new byte[COLOUR.sizeBytes()])
                        .levels())
                .isZero();
    }

    /** Of 6,000 pixels, so many are so many levels brighter. */
    private static PixelDifference changed(int pixels, int levels) {
        byte[] a = new byte[COLOUR.sizeBytes()];
        for (int i = 0; i < pixels; i++) {
            a[3 * (7 + 11 * i) + i % 3] = (byte) levels;
        }
        return PixelDifference.of(COLOUR, a, 0, new byte[COLOUR.sizeBytes()]);
    }
}
