package io.vasari.models.clip.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.models.ImageShape;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageFitTest {

    private static final ImageShape GREY = new ImageShape(4, 3, 1);
    private static final ImageShape COLOUR = new ImageShape(4, 3, 3);

    @Test
    void anImageOfTheShapeKeepsItsBytes() {
        byte[] pixels = new byte[24];
        assertThat(ImageFit.fit(pixels, GREY, 2, GREY)).isSameAs(pixels);
    }

    @Test
    void greyStaysGreyThroughColour() {
        byte[] grey = new byte[24];
        new Random(2).nextBytes(grey);
        byte[] colour = ImageFit.fit(grey, GREY, 2, COLOUR);
        assertThat(colour).startsWith(grey[0], grey[0], grey[0], grey[1]).hasSize(72);
        assertThat(ImageFit.fit(colour, COLOUR, 2, GREY)).containsExactly(grey);
    }

    @Test
    void coloursWeighAsTheyShine() {
        byte[] pixels = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255};
        assertThat(ImageFit.fit(pixels, new ImageShape(3, 1, 3), 1, new ImageShape(3, 1, 1)))
                .containsExactly((byte) 76, (byte) 150, (byte) 29);
    }

    @Test
    void everyImageIsResizedByItself() {
        byte[] pixels = new byte[2 * 64];
        Arrays.fill(pixels, 64, 128, (byte) 200);
        byte[] small = ImageFit.fit(pixels, new ImageShape(8, 8, 1), 2, new ImageShape(2, 3, 1));
        assertThat(Arrays.copyOfRange(small, 0, 6)).containsOnly((byte) 0);
        assertThat(Arrays.copyOfRange(small, 6, 12)).containsOnly((byte) 200);
    }

    @Test
    void oddChannelsAndTooFewPixelsAreRefused() {
        assertThatThrownBy(() -> ImageFit.fit(new byte[24], new ImageShape(4, 3, 2), 1, GREY))
                .hasMessageContaining("2 channels, supported are 1 and 3");
        assertThatThrownBy(() -> ImageFit.fit(new byte[23], GREY, 2, COLOUR))
                .hasMessageContaining("23 bytes for 2 images of 4x3x1");
    }
}
