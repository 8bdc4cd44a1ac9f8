package io.vasari.cli.images;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The plain files of a tar, compressed by gzip or not, as GNU's and POSIX's tools write them. */
final class TarFiles {
    private static final int BLOCK = 512;
    private static final int MAX_FILE_BYTES = 1 << 28;
    private static final int MAX_NAME_BYTES = 1 << 16;

    private TarFiles() {}

    interface Visitor {
        void file(String name, byte[] content);
    }

    /** @throws IOException if it is no tar, damaged, or cut off */
    static void forEach(Path file, Visitor visitor) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            raw.mark(2);
            boolean zipped = raw.read() == 0x1F && raw.read() == 0x8B;
            raw.reset();
            entries(zipped ? new GZIPInputStream(raw, 1 << 16) : raw, visitor);
        }
    }

    private static void entries(InputStream in, Visitor visitor) throws IOException {
        Optional<String> longName = Optional.empty();
        for (byte[] header = take(in, BLOCK); header[0] != 0; header = take(in, BLOCK)) {
            requireTar(header);
            long size = number(header, 124, 12);
            char type = (char) header[156];
            boolean isName = type == 'L' || type == 'x';
            if (size > (isName ? MAX_NAME_BYTES : MAX_FILE_BYTES)) {
                throw new IOException(
                        "a file of " + size + " bytes in the tar, at most " + MAX_FILE_BYTES + " are read");
            }
            byte[] content = take(in, (int) size);
            take(in, (int) (-size & BLOCK - 1));
            if (type == 'L') {
                longName = Optional.of(text(content, 0, content.length));
            } else if (type == 'x') {
                longName = path(content);
            } else {
                if (type == '0' || type == 0) {
                    visitor.file(longName.isPresent() ? longName.get() : name(header), content);
                }
                longName = Optional.empty();
            }
        }
    }

    private static String name(byte[] header) {
        String prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
    }

    /** The path of a POSIX extended header: lines of {@code length key=value}. */
    private static Optional<String> path(byte[] records) {
        return new String(records, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .filter(record -> record.startsWith("path="))
                .map(record -> record.substring("path=".length()))
                .findFirst();
    }

    private static void requireTar(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException("it is no tar, or a damaged one");
        }
    }

    private static long number(byte[] header, int at, int length) throws IOException {
        String digits = text(header, at, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("it is no tar, or a damaged one");
        }
    }

    private static String text(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }

    private static byte[] take(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the tar ends in the middle");
        }
        return bytes;
    }
}
