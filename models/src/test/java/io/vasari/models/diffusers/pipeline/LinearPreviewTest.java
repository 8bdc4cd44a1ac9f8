package io.vasari.models.diffusers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vasari.models.noise.SampleNoise;
import org.junit.jupiter.api.Test;

class LinearPreviewTest {

    private static final int FACTOR = 2;

    @Test
    void findsTheMapOfADecoderThatIsLinear() {
        LinearPreview preview = LinearPreview.fit(2, 3, FACTOR, LinearPreviewTest::decode);
        LatentShape shape = new LatentShape(2, 5, 3);
        float[] latents = new float[shape.size()];
        SampleNoise.fill(8, 8, latents, 0, latents.length);
        ImageTensor small = preview.apply(latents, shape);
        ImageTensor decoded = decode(latents, shape);
        assertThat(small.heightPixels()).isEqualTo(5);
        assertThat(small.widthPixels()).isEqualTo(3);
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < 5; y++) {
                for (int x = 0; x < 3; x++) {
                    float expected = decoded.values()[(channel * 10 + y * FACTOR) * 6 + x * FACTOR];
                    assertThat(small.values()[(channel * 5 + y) * 3 + x]).isCloseTo(expected, within(1e-3f));
                }
            }
        }
    }

    @Test
    void isTheImageItselfWherePixelsAreTheLatents() {
        float[] latents = {-1, 0, 1, 3};
        LatentShape shape = new LatentShape(1, 2, 2);
        assertThat(new PixelCodec(1).preview(latents, shape).values()).containsExactly(0, 0.5f, 1, 1);
    }

    /** Every channel is a mixture of the two latents; every latent becomes a square of pixels. */
    private static ImageTensor decode(float[] latents, LatentShape shape) {
        int height = shape.height() * FACTOR;
        int width = shape.width() * FACTOR;
        int area = shape.height() * shape.width();
        float[] values = new float[3 * height * width];
        for (int i = 0; i < values.length; i++) {
            int channel = i / (height * width);
            int at = i / width % height / FACTOR * shape.width() + i % width / FACTOR;
            values[i] = 0.5f + 0.05f * (channel - 1) * latents[at] + 0.04f * latents[area + at];
        }
        return new ImageTensor(1, 3, height, width, values);
    }
}
