package io.vasari.artifacts.png;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads PNGs of 8-bit grey or RGB without interlacing, which is what {@link PngEncoder} writes, with any row filters and
 * any ancillary chunks, whose checksums it skips. Everything else is refused. Not safe for use by many threads at once.
 */
public final class PngDecoder implements AutoCloseable {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int IHDR_END = 33;
    private static final int GREY = 0;
    private static final int RGB = 2;

    private final Inflater inflater = new Inflater();
    private byte[] scanlines = new byte[0];

    /**
     * The shape in the header, without decoding.
     *
     * @throws IllegalArgumentException when this is not such a PNG
     */
    public static Pixels shapeOf(byte[] png, int offset, int length) {
        require(length >= IHDR_END && (long) LONGS.get(png, offset) == SIGNATURE, "it has no PNG signature");
        require((int) INTS.get(png, offset + 8) == 13 && (int) INTS.get(png, offset + 12) == IHDR, "it has no IHDR");
        int depth = png[offset + 24];
        int colour = png[offset + 25];
        int interlace = png[offset + 28];
        require(depth == 8, "its bit depth is " + depth + ", only 8 is read");
        require(
                colour == GREY || colour == RGB,
                "its colour type is " + colour + ", only 0 (grey) and 2 (RGB) are read");
        require(png[offset + 26] == 0 && png[offset + 27] == 0, "its compression or filter method is unknown");
        require(interlace == 0, "it is interlaced");
        int width = (int) INTS.get(png, offset + 16);
        int height = (int) INTS.get(png, offset + 20);
        return new Pixels(width, height, colour == GREY ? 1 : 3);
    }

    /**
     * Decodes the PNG in {@code length} bytes from {@code offset} on.
     *
     * @param pixels receives {@link Pixels#sizeBytes()} bytes from {@code to} on
     * @return the shape of what was written
     * @throws IllegalArgumentException when the PNG is damaged, of another kind, or larger than the room for it
     */
    public Pixels decode(byte[] png, int offset, int length, byte[] pixels, int to) {
        var shape = shapeOf(png, offset, length);
        require(
                shape.sizeBytes() <= pixels.length - to,
                "it has " + shape.sizeBytes() + " bytes of pixels and there is room for " + (pixels.length - to));
        if (scanlines.length < shape.scanlineBytes()) {
            scanlines = new byte[shape.scanlineBytes()];
        }
        inflate(png, offset + IHDR_END, offset + length, shape.scanlineBytes());
        int row = shape.rowBytes();
        for (int y = 0; y < shape.height(); y++) {
            unfilter(y, row, shape.channels(), pixels, to + y * row);
        }
        return shape;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void inflate(byte[] png, int at, int end, int expected) {
        inflater.reset();
        int done = 0;
        try {
            while (end - at >= 12) {
                int size = (int) INTS.get(png, at);
                int type = (int) INTS.get(png, at + 4);
                require(size >= 0 && size <= end - at - 12, "a chunk of " + size + " bytes runs over its end");
                if (type == IDAT) {
                    inflater.setInput(png, at + 8, size);
                    done += inflater.inflate(scanlines, done, expected - done);
                } else if (type == IEND) {
                    break;
                }
                at += size + 12;
            }
            // The end of the stream, and with it the checksum, is read only when asked for more than the pixels.
            require(
                    done == expected && inflater.inflate(new byte[1]) == 0 && inflater.finished(),
                    "its pixels end after " + done + " of " + expected + " bytes, or do not end there");
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not a readable PNG: " + e.getMessage(), e);
        }
    }

    private void unfilter(int y, int row, int step, byte[] pixels, int to) {
        int from = y * (row + 1);
        int filter = scanlines[from++];
        boolean top = y == 0;
        switch (filter) {
            case 0 -> System.arraycopy(scanlines, from, pixels, to, row);
            case 1 -> {
                for (int x = 0; x < row; x++) {
                    int left = x < step ? 0 : pixels[to + x - step];
                    pixels[to + x] = (byte) (scanlines[from + x] + left);
                }
            }
            case 2 -> {
                for (int x = 0; x < row; x++) {
                    int up = top ? 0 : pixels[to + x - row];
                    pixels[to + x] = (byte) (scanlines[from + x] + up);
                }
            }
            case 3 -> {
                for (int x = 0; x < row; x++) {
                    int left = x < step ? 0 : pixels[to + x - step] & 0xFF;
                    int up = top ? 0 : pixels[to + x - row] & 0xFF;
                    pixels[to + x] = (byte) (scanlines[from + x] + (left + up >> 1));
                }
            }
            case 4 -> {
                for (int x = 0; x < row; x++) {
                    int left = x < step ? 0 : pixels[to + x - step] & 0xFF;
                    int up = top ? 0 : pixels[to + x - row] & 0xFF;
                    int upLeft = top || x < step ? 0 : pixels[to + x - row - step] & 0xFF;
                    pixels[to + x] = (byte) (scanlines[from + x] + paeth(left, up, upLeft));
                }
            }
            default -> throw new IllegalArgumentException("not a readable PNG: row " + y + " has filter " + filter);
        }
    }

    /** Section 9.4 of the PNG specification. */
    private static int paeth(int left, int up, int upLeft) {
        int estimate = left + up - upLeft;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toUpLeft = Math.abs(estimate - upLeft);
        if (toLeft <= toUp && toLeft <= toUpLeft) {
            return left;
        }
        return toUp <= toUpLeft ? up : upLeft;
    }

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new IllegalArgumentException("not a readable PNG: " + why);
        }
    }
}
