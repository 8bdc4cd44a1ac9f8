package io.vasari.artifacts.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    private static final int PAPER = 0xFF40444B;

    @Test
    void picturesLieInRowsWithGaps() throws IOException {
        var sheet = ImageIO.read(new ByteArrayInputStream(
                new ContactSheet(2, 1, 2).pngOf(List.of(grey(10, 4, 4), grey(128, 4, 4), grey(250, 4, 4)))));

        assertThat(sheet.getWidth()).isEqualTo(2 + 4 + 2 + 4 + 2);
        assertThat(sheet.getHeight()).isEqualTo(2 + 4 + 2 + 4 + 2);
        assertThat(sheet.getRGB(2, 2)).isEqualTo(0xFF0A0A0A);
        assertThat(sheet.getRGB(11, 5)).isEqualTo(0xFF808080);
        assertThat(sheet.getRGB(2, 8)).isEqualTo(0xFFFAFAFA);
        assertThat(sheet.getRGB(8, 8)).isEqualTo(PAPER);
        assertThat(sheet.getRGB(0, 0)).isEqualTo(PAPER);
    }

    @Test
    void rawPicturesKeepTheirColoursAndGreysTheirLevels() {
        byte[] colours = {1, 2, 3, (byte) 0x80, (byte) 0x90, (byte) 0xFF};
        var sheet = image(new ContactSheet(3, 2, 1).pngOfPixels(List.of(colours, colours), new Pixels(2, 1, 3)));
        assertThat(sheet.getWidth()).isEqualTo(1 + 4 + 1 + 4 + 1);
        assertThat(sheet.getRGB(1, 1)).isEqualTo(0xFF010203);
        assertThat(sheet.getRGB(9, 2)).isEqualTo(0xFF8090FF);
        byte[] greys = {7, (byte) 200};
        assertThat(image(new ContactSheet(1, 1, 0).pngOfPixels(List.of(greys), new Pixels(1, 2, 1)))
                        .getRGB(0, 1))
                .isEqualTo(0xFFC8C8C8);
        assertThatThrownBy(() -> new ContactSheet(1, 1, 0).pngOfPixels(List.of(greys), new Pixels(1, 3, 1)))
                .hasMessageContaining("a picture of 2 bytes, it must have 3");
        assertThatThrownBy(() -> new ContactSheet(1, 1, 0).pngOfPixels(List.of(), new Pixels(1, 3, 1)))
                .hasMessageContaining("at least one");
    }

    @Test
    void pixelsBecomeSquares() {
        byte[] pixels = {0, 100, (byte) 200, 50};
        byte[] png = new PngEncoder(new Pixels(2, 2, 1)).encoded(pixels, 0);

        var sheet = image(new ContactSheet(5, 3, 0).pngOf(List.of(png)));

        assertThat(sheet.getWidth()).isEqualTo(6);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 6; x++) {
                int grey = pixels[y / 3 * 2 + x / 3] & 0xFF;
                assertThat(sheet.getRGB(x, y)).isEqualTo(0xFF000000 | grey * 0x010101);
            }
        }
    }

    @Test
    void anImpossibleSheetIsRefusedBeforeItIsDrawn() {
        var many = Collections.nCopies(100_000, grey(1, 28, 28));

        assertThatThrownBy(() -> new ContactSheet(300, 2, 1).pngOf(many)).hasMessageContaining("limit");
        assertThatThrownBy(() -> new ContactSheet(1, 1, 1).pngOf(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new ContactSheet(0, 1, 1)).hasMessageContaining("columns is 0");
        assertThatThrownBy(() -> new ContactSheet(1, 33, 1)).hasMessageContaining("scale is 33");
        assertThatThrownBy(() -> new ContactSheet(1, 1, 1).pngOf(List.of(new byte[9])))
                .hasMessageContaining("not a picture");
    }

    private static byte[] grey(int value, int width, int height) {
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) value);
        return new PngEncoder(new Pixels(width, height, 1)).encoded(pixels, 0);
    }

    private static BufferedImage image(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
