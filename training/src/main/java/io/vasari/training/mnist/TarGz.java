package io.vasari.training.mnist;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Reads chosen regular files out of a gzip-compressed POSIX ustar archive, such as an npm package. */
final class TarGz {

    private static final int BLOCK = 512;

    private TarGz() {}

    /**
     * The contents of the files whose last path element is wanted, by that element.
     *
     * @throws IOException if the archive is damaged
     */
    static Map<String, byte[]> read(Path archive, Predicate<String> wanted) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String path = text(header, 0, 100);
                String name = path.substring(path.lastIndexOf('/') + 1);
                long size = size(archive, header);
                boolean regular = header[156] == '0' || header[156] == 0;
                if (regular && wanted.test(name)) {
                    byte[] content = in.readNBytes(Math.toIntExact(size));
                    if (content.length != size) {
                        throw new IOException(archive + " ends inside " + path);
                    }
                    files.put(name, content);
                } else {
                    in.skipNBytes(size);
                }
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                header = in.readNBytes(BLOCK);
            }
        }
        return files;
    }

    private static long size(Path archive, byte[] header) throws IOException {
        try {
            return Long.parseLong(text(header, 124, 12).strip(), 8);
        } catch (NumberFormatException e) {
            throw new IOException(archive + " is not a tar archive", e);
        }
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.US_ASCII);
    }
}
