package io.vasari.artifacts.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.artifacts.png.PngDecoder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    @Test
    void aPictureOfTheSizeKeepsItsPixels() {
        var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x102030);
        image.setRGB(2, 1, 0xFFEEDD);

        byte[] pixels = pixels(Picture.read(file(image, "png")).png(3, 2, 3));

        assertThat(Arrays.copyOf(pixels, 3)).containsExactly(0x10, 0x20, 0x30);
        assertThat(Arrays.copyOfRange(pixels, 15, 18)).containsExactly(0xFF, 0xEE, 0xDD);
    }

    @Test
    void aLargerPictureBecomesTheMeansOfItsAreas() {
        var image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                image.getRaster().setSample(x, y, 0, x < 2 ? 10 * y : 200);
            }
        }

        byte[] pixels = pixels(Picture.read(file(image, "png")).png(2, 2, 1));

        assertThat(pixels[1] & 0xFF).isEqualTo(200);
        assertThat(pixels[0]).isEqualTo((byte) 5);
        assertThat(pixels[2]).isEqualTo((byte) 25);
    }

    @Test
    void aWidePictureIsCutAroundItsCentre() {
        var image = new BufferedImage(6, 2, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(2, 0, 2, 2);
        pen.dispose();

        assertThat(pixels(Picture.read(file(image, "png")).png(4, 4, 1))).containsOnly(0xFF);
    }

    @Test
    void aSmallPictureIsMadeLarger() {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 0, 0xFFFFFF);

        byte[] pixels = pixels(Picture.read(file(image, "png")).png(8, 4, 1));

        assertThat(Arrays.copyOf(pixels, 8)).containsExactly(0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF);
    }

    @Test
    void transparentPartsAreHolesAndShowWhite() {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 0, 0xFF000000);
        var picture = Picture.read(file(image, "png"));

        assertThat(picture.isTransparentSomewhere()).isTrue();
        assertThat(pixels(picture.png(2, 1, 1))).containsExactly(0xFF, 0);
        assertThat(pixels(picture.holes().maskPng(2, 1))).containsExactly(0xFF, 0);
        assertThat(picture.holes().isTransparentSomewhere()).isFalse();
    }

    @Test
    void aMaskIsBlackAndWhite() {
        var picture = new Picture(3, 1, new int[] {0xFF000000, 0xFF7F7F7F, 0xFF808080});

        assertThat(pixels(picture.maskPng(3, 1))).containsExactly(0, 0, 0xFF);
    }

    @Test
    void jpegsAreReadToo() {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);

        assertThat(pixels(Picture.read(file(image, "jpg")).png(2, 2, 3))).hasSize(12);
    }

    @Test
    void whatIsNoImageOrTooLargeOneIsRefused() {
        var wide = file(new BufferedImage(2049, 1, BufferedImage.TYPE_BYTE_GRAY), "png");

        assertThatThrownBy(() -> Picture.read(new byte[9])).hasMessage("9 bytes that are no image");
        assertThatThrownBy(() -> Picture.read(wide))
                .hasMessage("an image of 2049 x 1 pixels, where at most 2048 x 2048 are read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void aFileThatEndsTooEarlyIsRefused(String format) {
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, random.nextInt());
        }
        var whole = file(image, format);
        for (int length = 1; length < whole.length - 64; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Picture.read(cut))
                    .as("%s bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static byte[] file(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] pixels(byte[] png) {
        try (var decoder = new PngDecoder()) {
            var shape = PngDecoder.shapeOf(png, 0, png.length);
            var pixels = new byte[shape.sizeBytes()];
            decoder.decode(png, 0, png.length, pixels, 0);
            return pixels;
        }
    }
}
