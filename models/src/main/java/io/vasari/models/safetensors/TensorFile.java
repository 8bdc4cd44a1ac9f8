package io.vasari.models.safetensors;

import io.vasari.models.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The named tensors of a safetensors file, or of the several files that an index names; read from mapped memory.
 *
 * <p>Opening reads and checks headers only. Reading is safe from any thread until {@link #close}; mapped pieces stay valid
 * after it. Whoever truncates the file while it is read breaks the reading process.
 */
public final class TensorFile implements AutoCloseable {

    /** How the name of a file ends. */
    public static final String SUFFIX = ".safetensors";

    /** How the name of an index ends, which maps tensor names to files beside it. */
    public static final String INDEX_SUFFIX = SUFFIX + ".index.json";

    /** With a variant's name in it, such as {@code fp16}. */
    private static final Pattern INDEX = Pattern.compile(".+\\.safetensors\\.index(\\.\\w+)?\\.json");

    /** Below what one buffer can hold even after float16 was widened to float32; whole elements of every type. */
    private static final long PIECE_BYTES = 1L << 29;

    private final Path file;
    private final long pieceBytes;
    private final List<FileChannel> channels = new ArrayList<>();
    private final Map<String, Stored> byName = new LinkedHashMap<>();

    private record Stored(FileChannel channel, long dataOffsetBytes, TensorEntry entry) {}

    private TensorFile(Path file, long pieceBytes) {
        this.file = file;
        this.pieceBytes = pieceBytes;
    }

    /**
     * Opens a {@code .safetensors} file, or all files of an index, by its name: {@link #INDEX_SUFFIX}, or that with a variant in it as
     * in {@code model.safetensors.index.fp16.json}.
     *
     * @throws ModelLoadException if a file is missing or broken, or files and index disagree
     */
    public static TensorFile open(Path file) {
        return open(file, PIECE_BYTES);
    }

    /**
     * Opens with pieces of another size.
     *
     * @param pieceBytes the most that one piece of {@link #pieces} holds, a multiple of 8 up to 512 MiB
     * @see #open(Path)
     */
    public static TensorFile open(Path file, long pieceBytes) {
        if (pieceBytes < Long.BYTES || pieceBytes > PIECE_BYTES || pieceBytes % Long.BYTES != 0) {
            throw new IllegalArgumentException(
                    "pieceBytes is " + pieceBytes + ", expected a multiple of 8 from 8 to " + PIECE_BYTES);
        }
        TensorFile opened = new TensorFile(file, pieceBytes);
        try {
            if (INDEX.matcher(file.getFileName().toString()).matches()) {
                opened.addAll(ShardIndex.read(file));
            } else {
                opened.add(file);
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * The weights of that stem in a folder: {@code stem.safetensors}, or its index where that does not exist.
     *
     * @throws ModelLoadException if there is neither
     */
    public static Path locate(Path folder, String stem) {
        Path single = folder.resolve(stem + SUFFIX);
        Path index = folder.resolve(stem + INDEX_SUFFIX);
        if (!Files.isRegularFile(single) && !Files.isRegularFile(index)) {
            throw new ModelLoadException("no weights at " + single + ", nor an index at " + index);
        }
        return Files.isRegularFile(single) ? single : index;
    }

    /** The file that was opened. */
    public Path file() {
        return file;
    }

    /** Every tensor by name, in the order of headers and shards. */
    public Map<String, TensorEntry> entries() {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        byName.forEach((name, stored) -> entries.put(name, stored.entry()));
        return Collections.unmodifiableMap(entries);
    }

    /**
     * One tensor's entry.
     *
     * @throws ModelLoadException if there is none of that name
     */
    public TensorEntry entry(String name) {
        return stored(name).entry();
    }

    /**
     * The tensor's values, row-major, as the nearest float32 of any floating-point type.
     *
     * @throws ModelLoadException if there is none of that name, or it is of another kind
     */
    public float[] floats(String name) {
        TensorEntry entry = entry(name);
        float[] values = new float[arrayLength(entry, entry.type().isFloating(), "a floating-point type")];
        int at = 0;
        for (ByteBuffer piece : pieces(name)) {
            at = TensorValues.floats(piece, entry.type(), values, at);
        }
        return values;
    }

    /**
     * The tensor's values, row-major, of any integer type; false and true are 0 and 1.
     *
     * @throws ModelLoadException if there is none of that name, or it is of another kind
     */
    public long[] longs(String name) {
        TensorEntry entry = entry(name);
        long[] values = new long[arrayLength(entry, !entry.type().isFloating(), "an integer type")];
        int at = 0;
        for (ByteBuffer piece : pieces(name)) {
            at = TensorValues.longs(piece, entry.type(), values, at);
        }
        return values;
    }

    /**
     * The tensor's values, row-major, of a type of one byte.
     *
     * @throws ModelLoadException if there is none of that name, or it is of another type
     */
    public byte[] bytes(String name) {
        TensorEntry entry = entry(name);
        byte[] values = new byte[arrayLength(entry, entry.type().bytes() == 1, "I8, U8 or BOOL")];
        int at = 0;
        for (ByteBuffer piece : pieces(name)) {
            int length = piece.remaining();
            piece.get(values, at, length);
            at += length;
        }
        return values;
    }

    /**
     * The tensor's bytes as read-only mapped memory, little-endian, cut into pieces of whole elements that a buffer can hold;
     * none for a tensor without elements.
     *
     * @throws ModelLoadException if there is none of that name, or it cannot be mapped
     */
    public List<ByteBuffer> pieces(String name) {
        Stored stored = stored(name);
        List<ByteBuffer> pieces = new ArrayList<>();
        try {
            for (long at = stored.entry().beginBytes(); at < stored.entry().endBytes(); at += pieceBytes) {
                long length = Math.min(pieceBytes, stored.entry().endBytes() - at);
                pieces.add(stored.channel()
                        .map(FileChannel.MapMode.READ_ONLY, stored.dataOffsetBytes() + at, length)
                        .order(ByteOrder.LITTLE_ENDIAN));
            }
        } catch (IOException e) {
            throw new ModelLoadException(file + ": " + name + " cannot be mapped: " + e.getMessage(), e);
        }
        return pieces;
    }

    @Override
    public void close() {
        for (FileChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new ModelLoadException(file + " cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    private void add(Path part) {
        if (!Files.isRegularFile(part)) {
            throw new ModelLoadException("no weights at " + part);
        }
        try {
            FileChannel channel = FileChannel.open(part);
            channels.add(channel);
            var header = SafetensorsHeader.read(channel, part.toString(), channel.size());
            header.entries().forEach((name, entry) -> {
                if (byName.put(name, new Stored(channel, header.dataOffsetBytes(), entry)) != null) {
                    throw new ModelLoadException(part + " has " + name + ", which an earlier file of " + file + " has");
                }
            });
        } catch (IOException e) {
            throw new ModelLoadException(part + " is not readable: " + e.getMessage(), e);
        }
    }

    private void addAll(ShardIndex index) {
        for (Map.Entry<Path, List<String>> shard : index.namesByShard().entrySet()) {
            int before = byName.size();
            add(shard.getKey());
            for (String name : shard.getValue()) {
                if (!byName.containsKey(name)) {
                    throw new ModelLoadException(
                            shard.getKey() + " lacks " + name + ", which " + file + " places there");
                }
            }
            if (byName.size() - before != shard.getValue().size()) {
                throw new ModelLoadException(shard.getKey() + " has " + (byName.size() - before) + " tensors, " + file
                        + " places " + shard.getValue().size() + " there");
            }
        }
    }

    private Stored stored(String name) {
        Stored stored = byName.get(name);
        if (stored == null) {
            throw new ModelLoadException(file + " has no tensor " + name);
        }
        return stored;
    }

    private int arrayLength(TensorEntry entry, boolean fits, String wanted) {
        if (!fits) {
            throw new ModelLoadException(
                    file + ": " + entry.name() + " has the type " + entry.type() + ", expected " + wanted);
        }
        if (entry.elements() > Integer.MAX_VALUE - 8) {
            throw new ModelLoadException(
                    file + ": " + entry.name() + " has " + entry.elements() + " elements, too many for an array");
        }
        return (int) entry.elements();
    }
}
