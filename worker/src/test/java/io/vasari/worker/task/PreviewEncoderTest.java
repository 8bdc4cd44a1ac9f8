package io.vasari.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngDecoder;
import io.vasari.worker.batch.PassOutput;
import org.junit.jupiter.api.Test;

class PreviewEncoderTest {
    @Test
    void aLargePictureIsShrunkByMeans() {
        var shape = new Pixels(600, 300, 3);
        byte[] pixels = new byte[shape.sizeBytes()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % 3 == 0 ? 90 : 60);
        }

        byte[] png = new PreviewEncoder().encode(new PassOutput(shape, pixels, new float[0]));

        assertThat(PngDecoder.shapeOf(png, 0, png.length)).isEqualTo(new Pixels(200, 100, 3));
        byte[] small = new byte[200 * 100 * 3];
        try (var decoder = new PngDecoder()) {
            decoder.decode(png, 0, png.length, small, 0);
        }
        assertThat(small).containsOnly(70);
    }

    @Test
    void aSmallPictureStaysAsItIs() {
        var shape = new Pixels(2, 1, 1);

        byte[] png = new PreviewEncoder().encode(new PassOutput(shape, new byte[] {5, 9}, new float[0]));

        byte[] decoded = new byte[2];
        try (var decoder = new PngDecoder()) {
            decoder.decode(png, 0, png.length, decoded, 0);
        }
        assertThat(decoded).containsExactly(5, 9);
    }
}
