package io.vasari.models.safetensors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects tensors and writes them as one safetensors file. Equal tensors make equal bytes: wide types come first, so that
 * every element lies aligned, then names in order. Not safe for several threads.
 */
public final class SafetensorsWriter {

    private static final int BLOCK_ELEMENTS = 1 << 16;

    private final Map<String, Pending> byName = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();

    /** Writes exactly the bytes of one tensor. */
    @FunctionalInterface
    public interface Source {
        void writeTo(WritableByteChannel channel) throws IOException;
    }

    private record Pending(TensorType type, List<Long> shape, Source source) {
        long sizeBytes() {
            return Math.multiplyExact(TensorEntry.elements(shape), type.bytes());
        }
    }

    /** Adds a float32 tensor; the values, row-major, are read when the file is written. */
    public SafetensorsWriter floats(String name, List<Long> shape, float[] values) {
        requireLength(name, shape, values.length);
        return add(
                name,
                TensorType.F32,
                shape,
                blocks(values.length, Float.BYTES, (buffer, at) -> buffer.putFloat(values[at])));
    }

    /** Adds an int64 tensor; the values, row-major, are read when the file is written. */
    public SafetensorsWriter longs(String name, List<Long> shape, long[] values) {
        requireLength(name, shape, values.length);
        return add(
                name,
                TensorType.I64,
                shape,
                blocks(values.length, Long.BYTES, (buffer, at) -> buffer.putLong(values[at])));
    }

    /** Adds a uint8 tensor; the values, row-major, are read when the file is written. */
    public SafetensorsWriter bytes(String name, List<Long> shape, byte[] values) {
        requireLength(name, shape, values.length);
        return add(name, TensorType.U8, shape, channel -> writeFully(channel, ByteBuffer.wrap(values)));
    }

    /**
     * Adds a tensor of any type.
     *
     * @param source asked once per written file for the elements, little-endian and row-major
     * @throws IllegalArgumentException if the name is taken, or a dimension is negative
     */
    public SafetensorsWriter add(String name, TensorType type, List<Long> shape, Source source) {
        var pending = new Pending(type, List.copyOf(shape), source);
        pending.sizeBytes();
        if (name.equals("__metadata__") || byName.put(name, pending) != null) {
            throw new IllegalArgumentException("a tensor cannot be named " + name + ": the name is taken");
        }
        return this;
    }

    /** Adds a free text to the header. */
    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Writes all tensors, through a temporary file that is moved into place; folders are made as needed. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        List<Map.Entry<String, Pending>> ordered = byName.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> -entry.getValue().type().bytes()))
                .toList();
        try (FileChannel channel = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeFully(channel, header(ordered));
            for (var entry : ordered) {
                long before = channel.position();
                entry.getValue().source().writeTo(channel);
                long written = channel.position() - before;
                if (written != entry.getValue().sizeBytes()) {
                    throw new IOException(entry.getKey() + " wrote " + written + " bytes, expected "
                            + entry.getValue().sizeBytes());
                }
            }
        }
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes all that remains of a buffer. */
    public static void writeFully(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private ByteBuffer header(List<Map.Entry<String, Pending>> ordered) throws IOException {
        var json = new ByteArrayOutputStream();
        try (JsonGenerator out = new ObjectMapper().createGenerator(json)) {
            out.writeStartObject();
            if (!metadata.isEmpty()) {
                out.writePOJOField("__metadata__", metadata);
            }
            long at = 0;
            for (var entry : ordered) {
                long end = at + entry.getValue().sizeBytes();
                out.writeObjectFieldStart(entry.getKey());
                out.writeStringField("dtype", entry.getValue().type().name());
                out.writePOJOField("shape", entry.getValue().shape());
                out.writePOJOField("data_offsets", List.of(at, end));
                out.writeEndObject();
                at = end;
            }
            out.writeEndObject();
        }
        int padded = (json.size() + 7) / 8 * 8;
        byte[] text = Arrays.copyOf(json.toByteArray(), padded);
        Arrays.fill(text, json.size(), padded, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(text)
                .flip();
    }

    @FunctionalInterface
    private interface Element {
        void put(ByteBuffer buffer, int at);
    }

    private static Source blocks(int length, int elementBytes, Element element) {
        return channel -> {
            ByteBuffer block = ByteBuffer.allocate(Math.min(length, BLOCK_ELEMENTS) * elementBytes)
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < length; at++) {
                element.put(block, at);
                if (!block.hasRemaining() || at == length - 1) {
                    writeFully(channel, block.flip());
                    block.clear();
                }
            }
        };
    }

    private static void requireLength(String name, List<Long> shape, int length) {
        if (TensorEntry.elements(shape) != length) {
            throw new IllegalArgumentException(
                    name + " has " + length + " values, its shape " + shape + " needs " + TensorEntry.elements(shape));
        }
    }
}
