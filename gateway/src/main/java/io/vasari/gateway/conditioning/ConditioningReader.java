package io.vasari.gateway.conditioning;

import io.vasari.artifacts.picture.Picture;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.ModelCard;
import io.vasari.gateway.conditioning.ConditioningDraft.Start;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.request.Fields;
import io.vasari.gateway.uploads.ImageField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what samples are painted from, for a model whose jobs have prompts. */
public final class ConditioningReader {
    /** The fields that hold images. */
    public static final List<String> IMAGES = List.of("init_image", "mask");

    /** All fields; a model takes those that its card has among its parameters. */
    public static final List<String> FIELDS = List.of(
            PromptReader.ONE,
            PromptReader.MANY,
            "negative_prompt",
            "guidance_scale",
            "steps",
            "scheduler",
            "width",
            "height",
            "init_image",
            "strength",
            "mask");

    private static final String STRENGTH = "strength";
    private static final int MAX_STEPS = 1000;
    private static final double MAX_GUIDANCE = 100;
    private static final int MAX_PROMPT_CHARACTERS = 1000;

    private final CardLimits limits;
    private final Fields fields;
    private final ModelCard card;

    private ConditioningReader(Fields fields, ModelCard card) {
        this.limits = new CardLimits(fields, card);
        this.fields = fields;
        this.card = card;
    }

    /** The fields that the model takes: images where it takes a strength. */
    public static List<String> fieldsOf(ModelCard card) {
        if (!card.paintsFromText()) {
            return List.of();
        }
        var known = new ArrayList<String>();
        for (String field : FIELDS) {
            String parameter = IMAGES.contains(field) ? STRENGTH : field;
            if (field.startsWith(PromptReader.ONE) || card.parameters().containsKey(parameter)) {
                known.add(field);
            }
        }
        return known;
    }

    /**
     * @param samples for each prompt
     * @param maxSamples for all prompts together
     * @return empty when something is wrong, which is among the errors of the fields then
     */
    public static Optional<ConditioningDraft> read(Fields fields, ModelCard card, int samples, long maxSamples) {
        return new ConditioningReader(fields, card).read(samples, maxSamples);
    }

    private Optional<ConditioningDraft> read(int samples, long maxSamples) {
        int maxLength = limits.maxLength(PromptReader.ONE, MAX_PROMPT_CHARACTERS);
        var prompts = new PromptReader(fields, maxLength, samples, maxSamples).read();
        var negative = negativePrompt(limits.maxLength("negative_prompt", maxLength));
        var image = card.image().orElseThrow();
        var sampling = new Sampling(
                limits.integer("steps", 1, MAX_STEPS),
                limits.number("guidance_scale", 1, MAX_GUIDANCE),
                limits.oneOf("scheduler", Sampling.MODELS_OWN_SCHEDULER),
                limits.integer("width", image.width(), Picture.MAX_SIDE_PIXELS),
                limits.integer("height", image.height(), Picture.MAX_SIDE_PIXELS));
        double strength = limits.number(STRENGTH, 1, 1);
        if (!fields.isPresent("init_image")) {
            requireImage(STRENGTH);
            requireImage("mask");
        }
        var start = start(sampling, strength, image.channels());
        return prompts.map(words -> new ConditioningDraft(words, negative, sampling, start));
    }

    private String negativePrompt(int maxLength) {
        var text = fields.text("negative_prompt").orElse("");
        int length = text.codePointCount(0, text.length());
        if (length > maxLength) {
            fields.add(FieldError.of(
                    "negative_prompt",
                    text,
                    "negative_prompt: " + length + " characters, at most " + maxLength + " are read; shorten it"));
        }
        return text;
    }

    private void requireImage(String field) {
        if (fields.isPresent(field)) {
            fields.add(FieldError.missing(
                    "init_image", "init_image: missing, and '" + field + "' is of use only with one"));
        }
    }

    private Optional<Start> start(Sampling sampling, double strength, int channels) {
        var image = new ImageField("init_image").read(fields);
        var mask = new ImageField("mask").read(fields);
        image.ifPresent(
                picture -> mask.filter(other -> other.width() != picture.width() || other.height() != picture.height())
                        .ifPresent(other -> fields.add(FieldError.missing(
                                "mask",
                                "mask: it has " + other.width() + " x " + other.height() + " pixels and the image "
                                        + picture.width() + " x " + picture.height() + "; send them in one size"))));
        return image.filter(picture -> fields.isClean())
                .map(picture -> new Start(
                        picture.png(sampling.width(), sampling.height(), channels),
                        strength,
                        mask.map(other -> other.maskPng(sampling.width(), sampling.height()))));
    }
}
