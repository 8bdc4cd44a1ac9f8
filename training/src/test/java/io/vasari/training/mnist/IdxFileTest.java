package io.vasari.training.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IdxFileTest {

    @Test
    void imagesAndLabelsAreRead() throws IOException {
        byte[] images = IdxFixture.images(3);
        images[16 + 784] = (byte) 255;
        DigitSet digits = parse(images, IdxFixture.labels(3));
        assertThat(digits.size()).isEqualTo(3);
        float[] scaled = new float[784];
        digits.copyScaled(1, scaled, 0);
        assertThat(scaled[0]).isEqualTo(1f);
        assertThat(digits.labels()).containsExactly(0, 1, 2);
    }

    @Test
    void wrongMagicNumberIsNamed() {
        byte[] images = IdxFixture.images(2);
        images[3] = 1;
        assertRefused(images, IdxFixture.labels(2), "images", "0x00000801", "expected the magic number 0x00000803");
        assertRefused(IdxFixture.images(2), IdxFixture.images(2), "labels", "0x00000803");
    }

    @Test
    void gzipInsteadOfIdxIsRefused() {
        byte[] gzip = IdxFixture.images(1);
        gzip[0] = 0x1f;
        gzip[1] = (byte) 0x8b;
        assertRefused(gzip, IdxFixture.labels(1), "0x1f8b0803");
    }

    @Test
    void oneByteTooFewOrTooManyIsRefused() {
        byte[] images = IdxFixture.images(2);
        assertRefused(Arrays.copyOf(images, images.length - 1), IdxFixture.labels(2), "1583 bytes, expected 1584");
        assertRefused(Arrays.copyOf(images, images.length + 1), IdxFixture.labels(2), "1585 bytes, expected 1584");
        assertRefused(new byte[3], IdxFixture.labels(2), "too few for the header");
    }

    @Test
    void negativeAndOverflowingCountsAreRefused() {
        for (int count : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            byte[] images = IdxFixture.images(1);
            ByteBuffer.wrap(images).putInt(4, count);
            assertRefused(images, IdxFixture.labels(1), "800 bytes, expected");
        }
    }

    @Test
    void otherSizesAndMoreLabelsAreRefused() {
        byte[] images = IdxFixture.images(1);
        images[11] = 32;
        assertRefused(images, IdxFixture.labels(1), "images of 32x28, expected 28x28");
        assertRefused(IdxFixture.images(1), IdxFixture.labels(2), "2 labels for 1 images");
    }

    @Test
    void labelsThatAreNoDigitsAreRefused() {
        byte[] labels = IdxFixture.labels(2);
        labels[9] = (byte) 200;
        assertRefused(IdxFixture.images(2), labels, "label 200 of image 1 is no digit");
    }

    private static DigitSet parse(byte[] images, byte[] labels) throws IOException {
        return IdxFile.parse("images", images, "labels", labels);
    }

    private static void assertRefused(byte[] images, byte[] labels, String... parts) {
        assertThatThrownBy(() -> parse(images, labels))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(parts);
    }
}
