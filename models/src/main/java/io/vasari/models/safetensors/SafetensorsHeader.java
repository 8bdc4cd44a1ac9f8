package io.vasari.models.safetensors;

import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file says of itself: eight bytes with the header's length, the header as JSON, then the data.
 *
 * <p>A header that was read fits its file: the tensors cover the data from its first byte to its last, without overlaps or
 * holes, so no byte of the file is unaccounted for.
 *
 * @param dataOffsetBytes where the data begins in the file
 * @param entries tensors by name, in the header's order
 * @param metadata free texts under {@code __metadata__}
 */
public record SafetensorsHeader(long dataOffsetBytes, Map<String, TensorEntry> entries, Map<String, String> metadata) {

    /** The longest header that is read, as in the format's reference implementation. */
    public static final long MAX_HEADER_BYTES = 100_000_000;

    private static final int LENGTH_BYTES = Long.BYTES;

    public SafetensorsHeader {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Reads the header at the channel's position, which must be the start of the file.
     *
     * @param source the file's name for messages
     * @param fileBytes length of the whole file
     * @throws ModelLoadException if the header is longer than the file or than {@link #MAX_HEADER_BYTES}, is not JSON of the
     *     known form, names a tensor twice, or does not fit the file
     */
    public static SafetensorsHeader read(ReadableByteChannel channel, String source, long fileBytes)
            throws IOException {
        if (fileBytes < LENGTH_BYTES) {
            throw broken(source, "it has " + fileBytes + " bytes, fewer than the " + LENGTH_BYTES + " of a length");
        }
        long headerBytes = fully(channel, source, LENGTH_BYTES).getLong();
        if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES) {
            throw broken(
                    source,
                    "its header's length is " + Long.toUnsignedString(headerBytes) + " bytes, the limit is "
                            + MAX_HEADER_BYTES);
        }
        long dataOffsetBytes = LENGTH_BYTES + headerBytes;
        if (dataOffsetBytes > fileBytes) {
            throw broken(source, "its header's length is " + headerBytes + " bytes, the whole file has " + fileBytes);
        }
        byte[] json = fully(channel, source, (int) headerBytes).array();
        var parsed = new HeaderParser(source, json).parse();
        requireCovered(source, parsed.entries().values().stream().toList(), fileBytes - dataOffsetBytes);
        return new SafetensorsHeader(dataOffsetBytes, parsed.entries(), parsed.metadata());
    }

    static ModelLoadException broken(String source, String problem) {
        return new ModelLoadException(source + " is not a readable safetensors file: " + problem);
    }

    private static void requireCovered(String source, List<TensorEntry> entries, long dataBytes) {
        long covered = 0;
        for (TensorEntry entry : entries.stream()
                .sorted(Comparator.comparingLong(TensorEntry::beginBytes).thenComparingLong(TensorEntry::endBytes))
                .toList()) {
            if (entry.beginBytes() != covered) {
                String what =
                        entry.beginBytes() < covered ? "overlaps the tensor before it" : "leaves a hole before it";
                throw broken(
                        source,
                        entry.name() + " " + what + ": it begins at byte " + entry.beginBytes() + ", expected "
                                + covered);
            }
            covered = entry.endBytes();
        }
        if (covered != dataBytes) {
            throw broken(source, "its tensors end at byte " + covered + " of " + dataBytes + " bytes of data");
        }
    }

    private static ByteBuffer fully(ReadableByteChannel channel, String source, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw broken(source, "it ends inside its header");
            }
        }
        return buffer.flip();
    }
}
