package io.vasari.artifacts.png;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes pictures of one shape as PNG: IHDR, one IDAT, IEND and nothing else, so equal pixels are equal bytes. Small
 * grey pictures go through {@link RunDeflate}, all others through zlib with row filter "up". Not safe for use by many
 * threads at once; every encoder has buffers of its own and keeps them.
 */
public final class PngEncoder implements AutoCloseable {
    public static final String MEDIA_TYPE = "image/png";

    /** Up to here the fixed cost of zlib outweighs its better compression: a tar rounds both to the same 512 bytes. */
    static final int SMALL_PICTURE_BYTES = 4096;

    private static final int ZLIB_LEVEL = 4;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);

    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] END = end();

    private static final int HEAD_BYTES = 33;
    private static final int ZLIB_HEAD = 0x7801;
    private static final int UP = 2;

    private final Pixels shape;
    private final byte[] scanlines;
    private final CRC32 crc = new CRC32();
    private final Adler32 adler = new Adler32();
    private final Deflater deflater;
    private byte[] png;
    private int length;

    public PngEncoder(Pixels shape) {
        this.shape = shape;
        this.scanlines = new byte[shape.scanlineBytes() + Long.BYTES];
        boolean small = shape.channels() == 1 && shape.scanlineBytes() <= SMALL_PICTURE_BYTES;
        this.deflater = small ? null : new Deflater(ZLIB_LEVEL);
        int body = small ? RunDeflate.worstCase(shape.scanlineBytes()) : shape.scanlineBytes() / 4 + 1024;
        this.png = new byte[HEAD_BYTES + 8 + 2 + body + 8 + END.length];
        writeHead();
    }

    public Pixels shape() {
        return shape;
    }

    /**
     * Encodes the picture that starts at {@code offset}; the result is in {@link #bytes()} until the next call.
     *
     * @return length of the PNG in bytes
     */
    public int encode(byte[] pixels, int offset) {
        int end;
        if (deflater == null) {
            unfiltered(pixels, offset);
            INTS.set(png, HEAD_BYTES + 8, ZLIB_HEAD << 16);
            end = RunDeflate.compress(scanlines, shape.scanlineBytes(), png, HEAD_BYTES + 8 + 2);
            adler.reset();
            adler.update(scanlines, 0, shape.scanlineBytes());
            INTS.set(png, end, (int) adler.getValue());
            end += Integer.BYTES;
        } else {
            filteredUp(pixels, offset);
            end = deflate(HEAD_BYTES + 8);
        }
        finish(end);
        return length;
    }

    /** The last PNG, from 0 to the length that {@link #encode} returned. */
    public byte[] bytes() {
        return png;
    }

    /** Encodes into an array of its own. */
    public byte[] encoded(byte[] pixels, int offset) {
        encode(pixels, offset);
        return Arrays.copyOf(png, length);
    }

    @Override
    public void close() {
        if (deflater != null) {
            deflater.end();
        }
    }

    private void writeHead() {
        System.arraycopy(SIGNATURE, 0, png, 0, SIGNATURE.length);
        INTS.set(png, 8, 13);
        INTS.set(png, 12, IHDR);
        INTS.set(png, 16, shape.width());
        INTS.set(png, 20, shape.height());
        png[24] = 8;
        png[25] = (byte) (shape.channels() == 1 ? 0 : 2);
        INTS.set(png, 29, crcOf(12, 17));
    }

    private void unfiltered(byte[] pixels, int offset) {
        int row = shape.rowBytes();
        for (int y = 0, to = 1; y < shape.height(); y++, to += row + 1) {
            System.arraycopy(pixels, offset + y * row, scanlines, to, row);
        }
    }

    private void filteredUp(byte[] pixels, int offset) {
        int row = shape.rowBytes();
        System.arraycopy(pixels, offset, scanlines, 1, row);
        for (int y = 1; y < shape.height(); y++) {
            int from = offset + y * row;
            int to = y * (row + 1);
            scanlines[to++] = UP;
            for (int x = 0; x < row; x++) {
                scanlines[to + x] = (byte) (pixels[from + x] - pixels[from + x - row]);
            }
        }
    }

    private int deflate(int position) {
        deflater.reset();
        deflater.setInput(scanlines, 0, shape.scanlineBytes());
        deflater.finish();
        while (!deflater.finished()) {
            if (position == png.length) {
                png = Arrays.copyOf(png, png.length * 2);
            }
            position += deflater.deflate(png, position, png.length - position);
        }
        return position;
    }

    private void finish(int end) {
        int needed = end + Integer.BYTES + END.length;
        if (needed > png.length) {
            png = Arrays.copyOf(png, needed);
        }
        INTS.set(png, HEAD_BYTES, end - HEAD_BYTES - 8);
        INTS.set(png, HEAD_BYTES + 4, IDAT);
        INTS.set(png, end, crcOf(HEAD_BYTES + 4, end - HEAD_BYTES - 4));
        System.arraycopy(END, 0, png, end + Integer.BYTES, END.length);
        length = needed;
    }

    private int crcOf(int from, int count) {
        crc.reset();
        crc.update(png, from, count);
        return (int) crc.getValue();
    }

    private static byte[] end() {
        byte[] chunk = new byte[12];
        INTS.set(chunk, 4, IEND);
        var crc = new CRC32();
        crc.update(chunk, 4, 4);
        INTS.set(chunk, 8, (int) crc.getValue());
        return chunk;
    }
}
