package io.vasari.models.diffusers;

import io.vasari.models.sampler.SchedulerClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The card of a folder that comes without one: what a job may set, from its configurations. */
public final class DiffusersCard {

    private static final long MAX_SEED = (1L << 53) - 1;
    private static final int MAX_SAMPLES = 1_000_000;
    private static final int MAX_STEPS = 1000;
    private static final int MAX_PROMPT_CHARACTERS = 1000;

    /** As diffusers' pipelines have it. */
    public static final int USUAL_STEPS = 50;

    /** As diffusers' pipelines have it. */
    public static final double USUAL_GUIDANCE = 7.5;

    /** As diffusers' pipelines have it, of those that start from an image. */
    public static final double USUAL_STRENGTH = 0.8;

    /** Larger images than these times the usual ones are left to those who know what they do. */
    private static final int LARGEST = 2;

    private DiffusersCard() {}

    /** The content of {@code model.json}. */
    public static Map<String, Object> of(DiffusersFolder folder, String id, List<String> revisions) {
        DiffusersFolder.Outline outline = folder.outline();
        ImageLimits limits = outline.limits();
        return fields(
                "id",
                id,
                "family",
                DiffusersFamily.NAME,
                "title",
                id,
                "description",
                "A " + folder.index().pipeline() + " in the layout of diffusers.",
                "license",
                "unknown",
                "pool",
                "default",
                "task",
                outline.readsPrompts() ? "text-to-image" : "unconditional-image-generation",
                "image",
                fields(
                        "width",
                        limits.defaultWidthPixels(),
                        "height",
                        limits.defaultHeightPixels(),
                        "channels",
                        outline.channels()),
                "revisions",
                revisions,
                "parameters",
                parameters(folder, outline));
    }

    private static Map<String, Object> parameters(DiffusersFolder folder, DiffusersFolder.Outline outline) {
        ImageLimits limits = outline.limits();
        int most = Math.min(MAX_STEPS, folder.scheduler().integer("num_train_timesteps"));
        Map<String, Object> parameters = fields(
                "samples",
                number("integer", 1, MAX_SAMPLES, 1),
                "seed",
                fields("type", "integer", "min", 0, "max", MAX_SEED),
                "steps",
                number("integer", 1, most, Math.min(most, USUAL_STEPS)),
                "scheduler",
                scheduler(folder),
                "width",
                side(limits, limits.defaultWidthPixels()),
                "height",
                side(limits, limits.defaultHeightPixels()));
        if (outline.readsPrompts()) {
            parameters.put("prompt", fields("type", "string", "max_length", MAX_PROMPT_CHARACTERS));
            parameters.put("negative_prompt", fields("type", "string", "max_length", MAX_PROMPT_CHARACTERS));
            parameters.put("guidance_scale", number("number", 1, 30, USUAL_GUIDANCE));
            if (outline.channels() == 3) {
                parameters.put("strength", number("number", 0, 1, USUAL_STRENGTH));
            }
        }
        return parameters;
    }

    private static Map<String, Object> scheduler(DiffusersFolder folder) {
        List<String> names = new Samplers(folder.scheduler())
                .usable().stream().map(DiffusersCard::name).toList();
        return fields("type", "enum", "values", names, "default", names.get(0));
    }

    /** For example {@code euler-ancestral}. */
    private static String name(SchedulerClass scheduler) {
        return scheduler.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> side(ImageLimits limits, int usual) {
        int most = Math.min(limits.maxPixels(), LARGEST * usual) / limits.multipleOf() * limits.multipleOf();
        Map<String, Object> side = number("integer", limits.multipleOf(), most, usual);
        side.put("multiple_of", limits.multipleOf());
        return side;
    }

    private static Map<String, Object> number(String type, Number min, Number max, Number usual) {
        return fields("type", type, "min", min, "max", max, "default", usual);
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
