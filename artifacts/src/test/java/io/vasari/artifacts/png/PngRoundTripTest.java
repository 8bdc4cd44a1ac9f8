package io.vasari.artifacts.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PngRoundTripTest {
    private static final List<Pixels> SHAPES = Stream.of(1, 3)
            .flatMap(channels -> Stream.of(
                    new Pixels(1, 1, channels),
                    new Pixels(1, 300, channels),
                    new Pixels(300, 1, channels),
                    new Pixels(2, 3, channels),
                    new Pixels(28, 28, channels),
                    new Pixels(31, 17, channels),
                    new Pixels(63, 64, channels),
                    new Pixels(64, 65, channels),
                    new Pixels(257, 129, channels)))
            .toList();

    record Picture(String what, Pixels shape, byte[] pixels) {
        @Override
        public String toString() {
            return what + " " + shape;
        }
    }

    static Stream<Picture> pictures() {
        var random = new Random(42);
        return SHAPES.stream()
                .flatMap(shape -> Stream.of(
                        new Picture("black", shape, new byte[shape.sizeBytes()]),
                        new Picture("white", shape, filled(shape, 255)),
                        new Picture("value of nine bits", shape, filled(shape, 144)),
                        new Picture("noise", shape, noise(shape, random)),
                        new Picture("speckles", shape, speckles(shape, random)),
                        new Picture("ramp", shape, ramp(shape))));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void imageIoReadsTheExactPixels(Picture picture) throws IOException {
        try (var encoder = new PngEncoder(picture.shape())) {
            assertThat(pixelsByImageIo(encoder.encoded(picture.pixels(), 0))).isEqualTo(picture.pixels());
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void theDecoderReadsTheExactPixels(Picture picture) {
        try (var encoder = new PngEncoder(picture.shape());
                var decoder = new PngDecoder()) {
            byte[] png = encoder.encoded(picture.pixels(), 0);
            byte[] pixels = new byte[picture.pixels().length];

            assertThat(decoder.decode(png, 0, png.length, pixels, 0)).isEqualTo(picture.shape());
            assertThat(pixels).isEqualTo(picture.pixels());
        }
    }

    @Test
    void runsOfEveryLengthAreReadBack() throws IOException {
        var shape = new Pixels(1000, 1, 1);
        try (var encoder = new PngEncoder(shape)) {
            for (int run = 1; run <= 800; run++) {
                byte[] pixels = noise(shape, new Random(run));
                Arrays.fill(pixels, 37, 37 + run, (byte) (run * 31));

                assertThat(pixelsByImageIo(encoder.encoded(pixels, 0)))
                        .as("run of %d", run)
                        .isEqualTo(pixels);
            }
        }
    }

    @Test
    void oneEncoderServesManyPicturesFromOneArray() throws IOException {
        var shape = new Pixels(28, 28, 1);
        byte[] batch = new byte[64 * shape.sizeBytes()];
        for (int i = 0; i < 64; i++) {
            System.arraycopy(speckles(shape, new Random(i)), 0, batch, i * shape.sizeBytes(), shape.sizeBytes());
        }
        try (var encoder = new PngEncoder(shape)) {
            for (int i = 63; i >= 0; i--) {
                int from = i * shape.sizeBytes();
                assertThat(pixelsByImageIo(encoder.encoded(batch, from)))
                        .isEqualTo(Arrays.copyOfRange(batch, from, from + shape.sizeBytes()));
            }
        }
    }

    @Test
    void equalPixelsAreEqualBytesWhateverCameBefore() {
        for (var shape : SHAPES) {
            byte[] pixels = speckles(shape, new Random(1));
            try (var fresh = new PngEncoder(shape);
                    var used = new PngEncoder(shape)) {
                used.encode(noise(shape, new Random(2)), 0);
                used.encode(filled(shape, 3), 0);

                assertThat(used.encoded(pixels, 0)).isEqualTo(fresh.encoded(pixels, 0));
            }
        }
    }

    @Test
    void aPngHoldsNothingButTheThreeChunksItNeeds() {
        for (var shape : SHAPES) {
            try (var encoder = new PngEncoder(shape)) {
                byte[] png = encoder.encoded(noise(shape, new Random(5)), 0);

                assertThat(chunks(png)).containsExactly("IHDR", "IDAT", "IEND");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void theDecoderReadsWhatOthersWrite(Picture picture) throws IOException {
        byte[] png = writtenByImageIo(picture);
        byte[] pixels = new byte[picture.pixels().length + 5];
        try (var decoder = new PngDecoder()) {
            decoder.decode(png, 0, png.length, pixels, 5);
        }

        assertThat(Arrays.copyOfRange(pixels, 5, pixels.length)).isEqualTo(picture.pixels());
    }

    @Test
    void aDamagedPngIsRefusedAndTheDecoderGoesOn() {
        var shape = new Pixels(28, 28, 1);
        try (var encoder = new PngEncoder(shape);
                var decoder = new PngDecoder()) {
            byte[] png = encoder.encoded(noise(shape, new Random(9)), 0);
            byte[] pixels = new byte[shape.sizeBytes()];
            for (int cut : IntStream.of(0, 7, 20, 40, 200, png.length - 20).toArray()) {
                assertThatThrownBy(() -> decoder.decode(png, 0, cut, pixels, 0))
                        .as("cut at %d", cut)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("not a readable PNG");
            }
            byte[] bent = png.clone();
            bent[100] ^= 0x55;
            assertThatThrownBy(() -> decoder.decode(bent, 0, bent.length, pixels, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> decoder.decode(png, 0, png.length, pixels, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("room");

            decoder.decode(png, 0, png.length, pixels, 0);
            assertThat(encoder.encoded(pixels, 0)).isEqualTo(png);
        }
    }

    static byte[] pixelsByImageIo(byte[] png) throws IOException {
        var raster = ImageIO.read(new ByteArrayInputStream(png)).getRaster();
        int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            bytes[i] = (byte) samples[i];
        }
        return bytes;
    }

    /** ImageIO chooses among all five filters. */
    private static byte[] writtenByImageIo(Picture picture) throws IOException {
        var shape = picture.shape();
        int type = shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        var image = new BufferedImage(shape.width(), shape.height(), type);
        int[] samples = IntStream.range(0, picture.pixels().length)
                .map(i -> picture.pixels()[i] & 0xFF)
                .toArray();
        image.getRaster().setPixels(0, 0, shape.width(), shape.height(), samples);
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static List<String> chunks(byte[] png) {
        var names = new ArrayList<String>();
        var buffer = ByteBuffer.wrap(png, 8, png.length - 8);
        while (buffer.hasRemaining()) {
            int size = buffer.getInt();
            byte[] type = new byte[4];
            buffer.get(type);
            names.add(new String(type));
            buffer.position(buffer.position() + size + 4);
        }
        return names;
    }

    private static byte[] filled(Pixels shape, int value) {
        byte[] pixels = new byte[shape.sizeBytes()];
        Arrays.fill(pixels, (byte) value);
        return pixels;
    }

    private static byte[] noise(Pixels shape, Random random) {
        byte[] pixels = new byte[shape.sizeBytes()];
        random.nextBytes(pixels);
        return pixels;
    }

    private static byte[] speckles(Pixels shape, Random random) {
        byte[] pixels = new byte[shape.sizeBytes()];
        for (int i = 0; i < pixels.length; i += 1 + random.nextInt(40)) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return pixels;
    }

    private static byte[] ramp(Pixels shape) {
        byte[] pixels = new byte[shape.sizeBytes()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 5);
        }
        return pixels;
    }
}
