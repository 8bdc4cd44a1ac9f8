package io.vasari.models.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reference tensors that the original Python code computed, from {@code src/test/resources/diffusers}. */
public final class Vectors {

    private static final Path ROOT = Path.of("src/test/resources/diffusers");

    private final NDManager scratch;
    private final NDList tensors;

    private Vectors(NDManager scratch, NDList tensors) {
        this.scratch = scratch;
        this.tensors = tensors;
    }

    /** A file or folder among the reference models and vectors. */
    public static Path path(String name) {
        return ROOT.resolve(name);
    }

    /** Opens a file of tensors, without gradients, for the duration of a test. */
    public static void with(String name, Consumer<Vectors> test) {
        Inference.run(scratch -> {
            try (InputStream in = Files.newInputStream(path(name))) {
                test.accept(new Vectors(scratch, NDList.decode(scratch, in)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Reads the weights of a reference model, but for tensors that may be skipped. */
    public static Weights weights(String name, Map<String, Shape> shapes, Predicate<String> ignorable) {
        Weights weights = new Weights();
        with(name, v -> {
            v.tensors.removeIf(tensor -> ignorable.test(tensor.getName()));
            assertThat(v.tensors.stream().map(NDArray::getName)).containsExactlyInAnyOrderElementsOf(shapes.keySet());
            shapes.forEach((tensor, shape) -> {
                assertThat(v.get(tensor).getShape()).as(tensor).isEqualTo(shape);
                weights.put(
                        tensor,
                        shape,
                        v.get(tensor).toType(DataType.FLOAT32, true).toFloatArray());
            });
        });
        return weights;
    }

    /** A tensor of the file. */
    public NDArray get(String name) {
        NDArray tensor = tensors.get(name);
        assertThat(tensor).as(name).isNotNull();
        return tensor;
    }

    /** A tensor of timesteps as float32 of shape (n), a single one repeated. */
    public NDArray times(String name, long count) {
        NDArray times = get(name).toType(DataType.FLOAT32, true);
        return times.size() == count
                ? times.reshape(count)
                : times.reshape(1).broadcast(count).duplicate();
    }

    /** Owner of further tensors. */
    public NDManager scratch() {
        return scratch;
    }

    /** Asserts that the shape is that of the reference and no number is further off than the tolerance. */
    public void assertClose(NDArray actual, String name, double tolerance) {
        assertClose(actual, get(name), name, tolerance);
    }

    /** As {@link #assertClose(NDArray, String, double)}. */
    public static void assertClose(NDArray actual, NDArray expected, String name, double tolerance) {
        assertThat(actual.getShape()).as(name).isEqualTo(expected.getShape());
        double worst = actual.sub(expected).abs().max().getFloat();
        assertThat(worst).as(name + ": greatest absolute error").isLessThanOrEqualTo(tolerance);
    }
}
