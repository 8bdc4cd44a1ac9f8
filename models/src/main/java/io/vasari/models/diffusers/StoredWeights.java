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
import java.util.stream.Stream;

/**
 * The weights of one component on disk.
 *
 * @param shapes name and shape of every tensor that its network needs
 * @param ignorable which further tensors are skipped
 */
record StoredWeights(Path file, Map<String, Shape> shapes, Predicate<String> ignorable) {

    /** How the same weights are named when they were saved in half precision. */
    private static final String HALF = ".fp16";

    static StoredWeights of(Path file, Map<String, Shape> shapes) {
        return new StoredWeights(file, shapes, name -> false);
    }

    /**
     * Finds the file of a stem in a folder, or its index; of full precision where there are both.
     *
     * @throws ModelLoadException if there is none in the safetensors format
     */
    static Path locate(Path folder, String stem) {
        return Stream.of(
                        stem + TensorFile.SUFFIX,
                        stem + TensorFile.INDEX_SUFFIX,
                        stem + HALF + TensorFile.SUFFIX,
                        // As diffusers and transformers name it; then as it would be named if it were one more stem.
                        stem + TensorFile.SUFFIX + ".index" + HALF + ".json",
                        stem + HALF + TensorFile.INDEX_SUFFIX)
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseGet(() -> {
                    refusePickles(folder, stem);
                    return TensorFile.locate(folder, stem);
                });
    }

    private static void refusePickles(Path folder, String stem) {
        for (String name : List.of(stem, "pytorch_model")) {
            for (String ending : List.of(".bin", HALF + ".bin", ".bin.index.json")) {
                Path pickled = folder.resolve(name + ending);
                if (Files.isRegularFile(pickled)) {
                    throw new ModelLoadException(pickled + " is a pickle, which may run any code and is not read;"
                            + " save the model as safetensors");
                }
            }
        }
    }

    /** @throws ModelLoadException naming tensors that are missing, unexpected, mis-shaped, mis-typed or hold no numbers */
    Weights read() {
        Weights weights = SafetensorsFile.read(file, shapes, ignorable);
        weights.firstBroken().ifPresent(name -> {
            weights.close();
            throw new ModelLoadException(file + ": " + name
                    + " has values that are no finite numbers; get the file anew, or train the model again");
        });
        return weights;
    }

    /** As {@link #read}, but looks at the header alone. */
    void check() {
        SafetensorsFile.check(file, shapes, ignorable);
    }

    long parameters() {
        return shapes.values().stream().mapToLong(Shape::size).sum();
    }
}
