package io.vasari.artifacts.shard;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Goes through the files of a tar as {@link ShardWriter} writes it, from a stream. Not safe for use by many threads. */
public final class ShardReader implements AutoCloseable {
    private static final int MAX_FILE_BYTES = 1 << 30;

    private final InputStream in;
    private long position;

    public ShardReader(InputStream in) {
        this.in = in;
    }

    /**
     * One file of the archive.
     *
     * @param name for example {@code 0000000017.png}
     * @param offset of its content in the archive, in bytes
     */
    public record Entry(String name, long offset, byte[] content) {
        /** The sample it belongs to. */
        public int index() {
            return Integer.parseInt(name, 0, name.indexOf('.'), 10);
        }

        public boolean isImage() {
            return name.endsWith(".png");
        }
    }

    /**
     * The next file, or empty at the end of the archive.
     *
     * @throws IOException when the archive is damaged or cut off
     */
    public Optional<Entry> next() throws IOException {
        byte[] header = take(TarHeader.BLOCK);
        if (header[0] == 0) {
            return Optional.empty();
        }
        long checksum = octal(header, TarHeader.CHECKSUM_AT, TarHeader.CHECKSUM_FIELD);
        if (checksum != TarHeader.checksum(header, 0)) {
            throw new IOException("damaged tar: wrong checksum of the header before byte " + position);
        }
        String name = text(header, 0, 100);
        if (header[TarHeader.TYPE_AT] != '0') {
            throw new IOException("'" + name + "' is not a plain file, a shard holds nothing else");
        }
        long size = octal(header, TarHeader.SIZE_AT, TarHeader.SIZE_DIGITS + 1);
        if (size > MAX_FILE_BYTES) {
            throw new IOException("'" + name + "' has " + size + " bytes, at most " + MAX_FILE_BYTES + " are read");
        }
        long offset = position;
        byte[] content = take((int) size);
        take((int) (-size & TarHeader.BLOCK - 1));
        return Optional.of(new Entry(name, offset, content));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private byte[] take(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("a tar that ends at byte " + (position + bytes.length) + ", in the middle");
        }
        position += count;
        return bytes;
    }

    private static String text(byte[] header, int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) {
            end++;
        }
        return new String(header, at, end - at, US_ASCII);
    }

    private static long octal(byte[] header, int at, int length) throws IOException {
        String digits = text(header, at, length).trim();
        try {
            return Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("damaged tar: '" + digits + "' is not an octal number", e);
        }
    }
}
