package io.vasari.cli.farm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Reads a job's tar of samples, independently of the code that writes it. */
final class TarSamples {
    private static final int BLOCK = 512;

    /** @return PNG bytes by sample index; fails when an index comes twice */
    static Map<Integer, byte[]> pngs(InputStream tar) throws IOException {
        var images = new TreeMap<Integer, byte[]>();
        try (var in = new BufferedInputStream(tar, 1 << 16)) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String name = text(header, 0, 100);
                int size = Integer.parseInt(text(header, 124, 12).trim(), 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (name.endsWith(".png")) {
                    int index = Integer.parseInt(name.substring(name.lastIndexOf('/') + 1, name.length() - 4));
                    if (images.put(index, content) != null) {
                        throw new AssertionError("sample " + index + " is there twice");
                    }
                }
                header = in.readNBytes(BLOCK);
            }
        }
        return images;
    }

    private static String text(byte[] header, int from, int length) {
        byte[] field = Arrays.copyOfRange(header, from, from + length);
        int end = 0;
        while (end < length && field[end] != 0) {
            end++;
        }
        return new String(field, 0, end, StandardCharsets.US_ASCII);
    }

    private TarSamples() {}
}
