package io.vasari.models.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.models.ConfigFile;
import io.vasari.models.ModelLoadException;
import io.vasari.models.safetensors.SafetensorsWriter;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.safetensors.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link ReferenceSet} on disk: {@code reference.json} and, where there are features, {@code features.safetensors}. */
public final class ReferenceFolder {
    /** The file that makes a folder one. */
    public static final String FILE = "reference.json";

    private static final String FEATURES = "features.safetensors";
    private static final int FORMAT = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReferenceFolder() {}

    /** Writes a set; the description comes last, so that what can be read is whole. */
    public static void write(ReferenceSet set, Path folder) throws IOException {
        Files.createDirectories(folder);
        if (set.features().isPresent()) {
            writeFeatures(set.features().get(), folder.resolve(FEATURES));
        } else {
            Files.deleteIfExists(folder.resolve(FEATURES));
        }
        ObjectNode root = JSON.createObjectNode()
                .put("name", set.name())
                .put("version", set.version())
                .put("format", FORMAT)
                .put("n", set.n());
        set.classifier().ifPresent(classifier -> root.set("classifier", JSON.valueToTree(classifier)));
        if (!set.classCounts().isEmpty()) {
            root.set("class_counts", JSON.valueToTree(set.classCounts()));
        }
        set.features()
                .ifPresent(features -> root.set(
                        "features",
                        JSON.createObjectNode()
                                .put("dimension", features.dimension())
                                .put("rows", features.keys().length)
                                .put("capacity", features.capacity())
                                .set("embedder", JSON.valueToTree(features.embedder()))));
        Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(root));
    }

    private static void writeFeatures(ReferenceFeatures features, Path file) throws IOException {
        long count = features.keys().length;
        var writer = new SafetensorsWriter()
                .longs("keys", List.of(count), features.keys())
                .longs("perceptual_hashes", List.of(count), features.perceptualHashes())
                .floats("rows", List.of(count, (long) features.dimension()), features.rows());
        doubles(writer, "mean", features.mean());
        doubles(writer, "scatter", features.scatter());
        writer.write(file);
    }

    private static void doubles(SafetensorsWriter writer, String name, double[] values) {
        writer.add(name, TensorType.F64, List.of((long) values.length), channel -> {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(values);
            SafetensorsWriter.writeFully(channel, bytes);
        });
    }

    /**
     * Reads a set.
     *
     * @throws ModelLoadException naming file and field of what is missing or does not fit
     */
    public static ReferenceSet read(Path folder) {
        Path file = folder.resolve(FILE);
        JsonNode root = ConfigFile.read(file);
        if (root.path("format").asInt(FORMAT) != FORMAT) {
            throw new ModelLoadException(file + " is of format " + root.path("format") + ", readable is " + FORMAT);
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        root.path("class_counts").fields().forEachRemaining(entry -> {
            if (!entry.getValue().canConvertToLong() || entry.getValue().asLong() < 0) {
                throw new ModelLoadException(file + " counts class " + entry.getKey() + " as " + entry.getValue());
            }
            counts.put(entry.getKey(), entry.getValue().asLong());
        });
        try {
            return new ReferenceSet(
                    text(file, root, "name"),
                    root.path("version").asText("1"),
                    root.path("n").asLong(),
                    root.has("classifier") ? Optional.of(model(file, root.path("classifier"))) : Optional.empty(),
                    counts,
                    root.has("features")
                            ? Optional.of(features(file, root.path("features"), folder.resolve(FEATURES)))
                            : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(file + " does not fit together: " + e.getMessage(), e);
        }
    }

    private static ReferenceFeatures features(Path description, JsonNode features, Path file) {
        try (TensorFile tensors = TensorFile.open(file)) {
            return new ReferenceFeatures(
                    model(description, features.path("embedder")),
                    features.path("dimension").asInt(),
                    features.path("capacity").asInt(),
                    tensors.longs("keys"),
                    tensors.floats("rows"),
                    tensors.longs("perceptual_hashes"),
                    doubles(tensors, "mean"),
                    doubles(tensors, "scatter"));
        }
    }

    private static double[] doubles(TensorFile tensors, String name) {
        if (tensors.entry(name).type() != TensorType.F64) {
            throw new ModelLoadException(tensors.file() + " has " + name + " of type "
                    + tensors.entry(name).type() + ", expected F64");
        }
        double[] values = new double[Math.toIntExact(tensors.entry(name).elements())];
        int at = 0;
        for (ByteBuffer piece : tensors.pieces(name)) {
            for (; piece.hasRemaining(); at++) {
                values[at] = piece.getDouble();
            }
        }
        return values;
    }

    private static ReferenceModel model(Path file, JsonNode node) {
        return new ReferenceModel(text(file, node, "model"), node.path("sha256").asText());
    }

    private static String text(Path file, JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw new ModelLoadException(file + " has no text under " + name);
        }
        return node.path(name).asText();
    }
}
