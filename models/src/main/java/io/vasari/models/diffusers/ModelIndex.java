package io.vasari.models.diffusers;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.ConfigFile;
import io.vasari.models.ModelLoadException;
import io.vasari.models.sampler.SchedulerClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code model_index.json} says: which class each component is of.
 *
 * @param pipeline class of the whole; those named StableDiffusion have their own mind about the scheduler
 * @param classes class by component, of those that are there and are used
 */
public record ModelIndex(String pipeline, Map<String, String> classes) {

    /** File name. */
    public static final String FILE = "model_index.json";

    static final String UNET = "unet";
    static final String VAE = "vae";
    static final String TEXT_ENCODER = "text_encoder";
    static final String TOKENIZER = "tokenizer";
    static final String SCHEDULER = "scheduler";

    static final String CONDITION_UNET = "UNet2DConditionModel";
    static final String PLAIN_UNET = "UNet2DModel";

    /** What reads {@code tokenizer.json}; the other one reads vocabulary and merges. */
    static final String FAST_TOKENIZER = "CLIPTokenizerFast";

    /** What is run, and by classes of which names. Schedulers have a list of their own. */
    private static final Map<String, List<String>> RUN = Map.of(
            UNET,
            List.of(CONDITION_UNET, PLAIN_UNET),
            VAE,
            List.of("AutoencoderKL"),
            TEXT_ENCODER,
            List.of("CLIPTextModel"),
            TOKENIZER,
            List.of("CLIPTokenizer", FAST_TOKENIZER));

    /** They look at images that are made or given; what is made does not depend on them. */
    private static final Set<String> IGNORED = Set.of("safety_checker", "feature_extractor", "image_encoder");

    /** Settings of the pipeline that concern such components. */
    private static final Set<String> IGNORED_SETTINGS = Set.of("requires_safety_checker");

    /**
     * Reads {@link #FILE} of a folder.
     *
     * @throws ModelLoadException naming every component, class and setting that is not supported, and components that are missing
     */
    public static ModelIndex read(Path folder) {
        Path file = folder.resolve(FILE);
        JsonNode json = ConfigFile.read(file);
        Map<String, String> classes = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        new TreeMap<>(fields(json)).forEach((name, value) -> {
            if (name.startsWith("_") || IGNORED_SETTINGS.contains(name)) {
                return;
            }
            Optional<String> className = className(value);
            if (!value.isArray() || value.size() != 2) {
                problems.add("the setting " + name + " (" + value + ") is not understood");
            } else if (className.isPresent() && !IGNORED.contains(name)) {
                check(name, className.get(), problems);
                classes.put(name, className.get());
            }
        });
        requireFitting(classes, problems);
        if (!problems.isEmpty()) {
            throw new ModelLoadException(file + ": " + String.join("; ", problems));
        }
        return new ModelIndex(json.path("_class_name").asText("unnamed pipeline"), Map.copyOf(classes));
    }

    /** Whether diffusers' pipelines for Stable Diffusion 1 and 2 run it, which work on latents. */
    boolean isStableDiffusion() {
        return pipeline.startsWith("StableDiffusion") && has(VAE);
    }

    /** The scheduler that a pipeline turns whatever the folder has into, where it does so. */
    Optional<SchedulerClass> ownScheduler() {
        return switch (pipeline) {
            case "DDIMPipeline" -> Optional.of(SchedulerClass.DDIM);
            case "PNDMPipeline" -> Optional.of(SchedulerClass.PNDM);
            default -> Optional.empty();
        };
    }

    /** Whether the component is there. */
    public boolean has(String component) {
        return classes.containsKey(component);
    }

    private static void check(String name, String className, List<String> problems) {
        List<String> known = RUN.get(name);
        if (name.equals(SCHEDULER)) {
            return;
        }
        if (known == null) {
            problems.add("the component " + name + " (" + className + ") is not supported; supported are "
                    + String.join(", ", UNET, VAE, TEXT_ENCODER, TOKENIZER, SCHEDULER));
        } else if (!known.contains(className)) {
            problems.add(name + " is of the class " + className + ", which is not supported; supported: "
                    + String.join(", ", known));
        }
    }

    private static void requireFitting(Map<String, String> classes, List<String> problems) {
        for (String needed : List.of(UNET, SCHEDULER)) {
            if (!classes.containsKey(needed)) {
                problems.add("there is no " + needed);
            }
        }
        boolean reads = CONDITION_UNET.equals(classes.get(UNET));
        for (String component : List.of(TEXT_ENCODER, TOKENIZER)) {
            if (classes.containsKey(UNET) && classes.containsKey(component) != reads) {
                problems.add(
                        reads
                                ? "there is no " + component + ", which " + CONDITION_UNET + " needs"
                                : "there is a " + component + ", which " + classes.get(UNET) + " has no use for");
            }
        }
    }

    private static Map<String, JsonNode> fields(JsonNode json) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** From a pair of library and class; both are null for a component that was left out. */
    private static Optional<String> className(JsonNode pair) {
        return Optional.of(pair.path(1)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
