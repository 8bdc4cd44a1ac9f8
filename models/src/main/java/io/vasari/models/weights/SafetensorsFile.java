package io.vasari.models.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.ModelLoadException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads and writes {@link Weights} in the safetensors format of Hugging Face. */
public final class SafetensorsFile {

    private SafetensorsFile() {}

    /**
     * Reads a file whose tensors must be exactly the expected ones; float16 is widened to float32.
     *
     * @param expected name and shape of every tensor
     * @throws ModelLoadException naming every missing, unexpected and mis-shaped tensor, or why the file cannot be read
     */
    public static Weights read(Path file, Map<String, Shape> expected) {
        if (!Files.isRegularFile(file)) {
            throw new ModelLoadException("no weights at " + file);
        }
        Weights weights = new Weights();
        try (NDManager scratch = weights.manager().newSubManager();
                InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            NDList tensors = NDList.decode(scratch, in);
            List<String> problems = compare(tensors, expected);
            if (!problems.isEmpty()) {
                throw new ModelLoadException(file + " does not fit: " + String.join("; ", problems));
            }
            for (String name : expected.keySet()) {
                NDArray tensor = tensors.get(name);
                boolean wide = tensor.getDataType() == DataType.FLOAT32;
                weights.adopt(name, wide ? tensor.duplicate() : tensor.toType(DataType.FLOAT32, true));
            }
            return weights;
        } catch (IOException | RuntimeException e) {
            weights.close();
            if (e instanceof ModelLoadException known) {
                throw known;
            }
            throw new ModelLoadException(file + " is not a readable safetensors file: " + e.getMessage(), e);
        }
    }

    /** Writes all tensors in the given floating-point type, through a temporary file that is moved into place. */
    public static void write(Weights weights, Path file, DataType type) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (NDManager scratch = weights.manager().newSubManager();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
            NDList list = new NDList();
            weights.all().forEach((name, tensor) -> {
                NDArray copy = type == DataType.FLOAT32 ? tensor.duplicate() : tensor.toType(type, true);
                copy.attach(scratch);
                copy.setName(name);
                list.add(copy);
            });
            list.encode(out, NDList.Encoding.SAFETENSORS);
        }
        Files.move(partial, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> compare(NDList tensors, Map<String, Shape> expected) {
        List<String> problems = new ArrayList<>();
        var found = new TreeSet<String>();
        tensors.forEach(tensor -> found.add(tensor.getName()));
        expected.forEach((name, shape) -> {
            if (!found.contains(name)) {
                problems.add("missing " + name + " of shape " + shape);
            } else if (!tensors.get(name).getShape().equals(shape)) {
                problems.add(name + " has shape " + tensors.get(name).getShape() + ", expected " + shape);
            }
        });
        found.removeAll(expected.keySet());
        found.forEach(name -> problems.add(
                "unexpected " + name + " of shape " + tensors.get(name).getShape()));
        return problems;
    }
}
