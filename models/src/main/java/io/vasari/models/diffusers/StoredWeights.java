package io.vasari.models.diffusers;

import ai.djl.ndarray.types.Shape;
import io.vasari.models.ModelLoadException;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The weights of one component on disk.
 *
 * @param shapes name and shape of every tensor that its network needs
 * @param ignorable which further tensors are skipped
 */
record StoredWeights(Path file, Map<String, Shape> shapes, Predicate<String> ignorable) {

    /** How the same weights are named when they were saved in half precision. */
    private static final List<String> VARIANTS = List.of("", ".fp16");

    static StoredWeights of(Path file, Map<String, Shape> shapes) {
        return new StoredWeights(file, shapes, name -> false);
    }

    /**
     * Finds the file of a stem in a folder.
     *
     * @throws ModelLoadException if there is none in the safetensors format
     */
    static Path locate(Path folder, String stem) {
        for (String variant : VARIANTS) {
            if (Files.isRegularFile(folder.resolve(stem + variant + ".safetensors"))
                    || Files.isRegularFile(folder.resolve(stem + variant + TensorFile.INDEX_SUFFIX))) {
                return TensorFile.locate(folder, stem + variant);
            }
        }
        for (String pickled : List.of(stem + ".bin", "pytorch_model.bin")) {
            if (Files.isRegularFile(folder.resolve(pickled))) {
                throw new ModelLoadException(folder.resolve(pickled)
                        + " is a pickle, which may run any code and is not read; save the model as safetensors");
            }
        }
        return TensorFile.locate(folder, stem);
    }

    /** @throws ModelLoadException naming every tensor that is missing, unexpected, mis-shaped or mis-typed */
    Weights read() {
        return SafetensorsFile.read(file, shapes, ignorable);
    }

    /** As {@link #read}, but looks at the header alone. */
    void check() {
        SafetensorsFile.check(file, shapes, ignorable);
    }

    long parameters() {
        return shapes.values().stream().mapToLong(Shape::size).sum();
    }
}
