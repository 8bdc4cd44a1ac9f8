package io.vasari.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model's machine-readable card, {@code model.json} in its folder.
 *
 * @param family the code that runs it
 * @param task for example {@code unconditional-image-generation}, {@value #TEXT_TO_IMAGE} or {@code image-classification}
 * @param revisions oldest first; the last is the default
 * @param parameters what a job may set, with limits
 * @param classes class names of a classifier, in the order of its outputs
 * @param critic who judges its samples
 */
public record ModelCard(
        String id,
        String family,
        String title,
        String description,
        String license,
        String pool,
        String task,
        Optional<Image> image,
        List<String> revisions,
        Map<String, Parameter> parameters,
        List<String> classes,
        Optional<Critic> critic,
        Optional<Reference> reference) {

    public static final String DEFAULT_POOL = "default";

    /** The task of a model whose jobs have prompts. */
    public static final String TEXT_TO_IMAGE = "text-to-image";

    public ModelCard {
        pool = pool == null ? DEFAULT_POOL : pool;
        revisions = revisions == null ? List.of() : List.copyOf(revisions);
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        classes = classes == null ? List.of() : List.copyOf(classes);
    }

    /** Size in pixels and number of channels, 1 (grey) or 3 (RGB). */
    public record Image(int width, int height, int channels) {}

    /**
     * Type and inclusive limits of a job's parameter.
     *
     * @param type {@code integer}, {@code number}, {@code string} or {@code enum}
     * @param multipleOf what an integer is a multiple of
     * @param maxLength of a string, in characters
     * @param values all that an enum may be
     */
    public record Parameter(
            String type,
            Optional<BigDecimal> min,
            Optional<BigDecimal> max,
            @JsonProperty("default") Optional<Object> defaultValue,
            Optional<Integer> multipleOf,
            Optional<Integer> maxLength,
            List<String> values) {
        public Parameter {
            values = values == null ? List.of() : List.copyOf(values);
        }
    }

    /**
     * The models that judge the samples, by id; each in its newest revision.
     *
     * @param classifier says of what class a sample is
     * @param embedder gives a sample the features by which diversity and likeness are measured
     * @param attributes says of what colour, shape and so on a sample is
     * @param reference name of the set of real data that the features are compared with
     */
    public record Critic(
            Optional<String> classifier,
            Optional<String> embedder,
            Optional<String> attributes,
            Optional<String> reference) {
        public Critic {
            classifier = classifier == null ? Optional.empty() : classifier;
            embedder = embedder == null ? Optional.empty() : embedder;
            attributes = attributes == null ? Optional.empty() : attributes;
            reference = reference == null ? Optional.empty() : reference;
        }
    }

    /** A file beside a classifier's weights: its class counts on real held-out data. */
    public record Reference(String name, String file) {}

    public boolean generates() {
        return task != null && (task.endsWith("image-generation") || paintsFromText());
    }

    /** Whether its jobs have prompts. */
    public boolean paintsFromText() {
        return TEXT_TO_IMAGE.equals(task);
    }

    public String newestRevision() {
        return revisions.get(revisions.size() - 1);
    }
}
