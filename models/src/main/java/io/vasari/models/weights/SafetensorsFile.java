package io.vasari.models.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.ModelLoadException;
import io.vasari.models.safetensors.SafetensorsWriter;
import io.vasari.models.safetensors.TensorEntry;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.safetensors.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads and writes {@link Weights} in the safetensors format of Hugging Face. */
public final class SafetensorsFile {

    /** Of a file for another network nearly none fits; these are enough to see it. */
    private static final int NAMED_MISFITS = 20;

    private SafetensorsFile() {}

    /**
     * Reads a file whose tensors must be exactly the expected ones; other floating-point types become float32.
     *
     * @param file a {@code .safetensors} file, or an index of several that ends in {@link TensorFile#INDEX_SUFFIX}
     * @param expected name and shape of every tensor
     * @throws ModelLoadException naming each missing, unexpected, mis-shaped and mis-typed tensor, of very many the first and
     *     their number; or why the file cannot be read
     */
    public static Weights read(Path file, Map<String, Shape> expected) {
        return read(file, expected, name -> false);
    }

    /**
     * Reads a file that may hold tensors beyond the expected ones, as old files do.
     *
     * @param ignorable says of an unexpected name whether its tensor is skipped, whatever its type and shape
     * @see #read(Path, Map)
     */
    public static Weights read(Path file, Map<String, Shape> expected, Predicate<String> ignorable) {
        try (TensorFile tensors = TensorFile.open(file)) {
            return read(tensors, expected, ignorable);
        }
    }

    /**
     * Checks names, shapes and types as {@link #read(Path, Map, Predicate)} does, without reading values.
     *
     * @throws ModelLoadException as reading would
     */
    public static void check(Path file, Map<String, Shape> expected, Predicate<String> ignorable) {
        try (TensorFile tensors = TensorFile.open(file)) {
            check(tensors, expected, ignorable);
        }
    }

    private static void check(TensorFile tensors, Map<String, Shape> expected, Predicate<String> ignorable) {
        List<String> problems = compare(tensors.entries(), expected, ignorable);
        if (!problems.isEmpty()) {
            int more = problems.size() - NAMED_MISFITS;
            throw new ModelLoadException(tensors.file() + " does not fit: "
                    + problems.stream().limit(NAMED_MISFITS).collect(Collectors.joining("; "))
                    + (more > 0 ? "; and " + more + " tensors more" : ""));
        }
    }

    /** Reads from a file that is open already. */
    static Weights read(TensorFile tensors, Map<String, Shape> expected, Predicate<String> ignorable) {
        check(tensors, expected, ignorable);
        Weights weights = new Weights();
        try {
            for (String name : expected.keySet()) {
                load(tensors, name, weights);
            }
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw new ModelLoadException(tensors.file() + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** Writes all tensors in the given floating-point type, through a temporary file that is moved into place. */
    public static void write(Weights weights, Path file, DataType type) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        TensorType stored = stored(type);
        weights.all().forEach((name, tensor) -> {
            List<Long> shape =
                    Arrays.stream(tensor.getShape().getShape()).boxed().toList();
            writer.add(name, stored, shape, channel -> {
                try (NDManager scratch = weights.manager().newSubManager()) {
                    NDArray copy = type == DataType.FLOAT32 ? tensor.duplicate() : tensor.toType(type, true);
                    copy.attach(scratch);
                    SafetensorsWriter.writeFully(channel, copy.toByteBuffer());
                }
            });
        });
        writer.write(file);
    }

    private static TensorType stored(DataType type) {
        return switch (type) {
            case FLOAT32 -> TensorType.F32;
            case FLOAT16 -> TensorType.F16;
            case FLOAT64 -> TensorType.F64;
            default -> throw new IllegalArgumentException(type + " is not written, only FLOAT16, FLOAT32 and FLOAT64");
        };
    }

    private static void load(TensorFile tensors, String name, Weights weights) {
        TensorEntry entry = tensors.entry(name);
        Shape shape = shape(entry);
        List<ByteBuffer> pieces = tensors.pieces(name);
        try (NDManager scratch = weights.manager().newSubManager()) {
            if (pieces.isEmpty()) {
                weights.adopt(name, scratch.create(shape));
            } else if (pieces.size() == 1) {
                weights.adopt(name, widened(scratch, pieces.get(0), entry.type(), shape));
            } else {
                NDList parts = new NDList();
                for (ByteBuffer piece : pieces) {
                    Shape flat = new Shape(piece.remaining() / entry.type().bytes());
                    parts.add(widened(scratch, piece, entry.type(), flat));
                }
                weights.adopt(name, NDArrays.concat(parts).reshape(shape));
            }
        }
    }

    /** A copy in float32 that does not refer to the mapped memory, which the scratch tensors do. */
    private static NDArray widened(NDManager scratch, ByteBuffer piece, TensorType type, Shape shape) {
        return switch (type) {
            case F32 -> scratch.create(piece, shape, DataType.FLOAT32).duplicate();
            case F16 -> scratch.create(piece, shape, DataType.FLOAT16).toType(DataType.FLOAT32, true);
            case F64 -> scratch.create(piece, shape, DataType.FLOAT64).toType(DataType.FLOAT32, true);
            case BF16 -> scratch.create(fromBfloat16(piece), shape, DataType.FLOAT32)
                    .duplicate();
            default -> throw new IllegalArgumentException(type + " is no floating-point type");
        };
    }

    /** The upper half of a float32 is a bfloat16. The engine aborts when it is asked to convert these. */
    private static ByteBuffer fromBfloat16(ByteBuffer piece) {
        ByteBuffer wide = ByteBuffer.allocateDirect(piece.remaining() * 2).order(ByteOrder.LITTLE_ENDIAN);
        while (piece.hasRemaining()) {
            wide.putInt(piece.getShort() << 16);
        }
        return wide.flip();
    }

    private static List<String> compare(
            Map<String, TensorEntry> entries, Map<String, Shape> expected, Predicate<String> ignorable) {
        List<String> problems = new ArrayList<>();
        expected.forEach((name, shape) -> {
            TensorEntry entry = entries.get(name);
            if (entry == null) {
                problems.add("missing " + name + " of shape " + shape);
            } else if (!shape(entry).equals(shape)) {
                problems.add(name + " has shape " + shape(entry) + ", expected " + shape);
            } else if (!entry.type().isFloating()) {
                problems.add(name + " has the type " + entry.type() + ", expected a floating-point type");
            }
        });
        new TreeMap<>(entries).forEach((name, entry) -> {
            if (!expected.containsKey(name) && !ignorable.test(name)) {
                problems.add("unexpected " + name + " of shape " + shape(entry));
            }
        });
        return problems;
    }

    private static Shape shape(TensorEntry entry) {
        return new Shape(entry.shape());
    }
}
