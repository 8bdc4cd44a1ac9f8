package io.vasari.gateway.jobs;

import io.vasari.contracts.Priority;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The fields of a submission, for the description of the interface; {@link SubmissionReader} reads them. */
@Schema(name = "Submission", additionalProperties = Schema.False.class)
record SubmissionDocument(
        @Schema(
                        required = true,
                        description = "Id of a model that makes images, see /v1/models",
                        examples = "mnist-gan")
                String model,
        @Schema(description = "A revision of the model; the newest if left out", examples = "epoch-200")
                String revision,
        @Schema(
                        description =
                                "How many samples, for each prompt where there are prompts; the model's card has the limits"
                                        + " and the default",
                        minimum = "1",
                        examples = "2000")
                Integer samples,
        @Schema(
                        description =
                                "Sample i is a function of (seed, i) alone; drawn at random and echoed if left out",
                        minimum = "0",
                        maximum = "9007199254740991",
                        examples = "42")
                Long seed,
        @Schema(description = "interactive work is released before batch work", defaultValue = "batch")
                Priority priority,
        @Schema(
                        description = "Whose share of the farm it counts against",
                        defaultValue = "default",
                        pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
                String tenant,
        @Schema(description = "What to paint, for a model whose task is text-to-image", examples = "ornate green vase")
                String prompt,
        @Schema(
                        description =
                                "Several prompts, as texts or as objects of text and weight: samples times weight are painted"
                                        + " of each, those of the first prompt first",
                        maxItems = 256)
                List<WeightedPrompt> prompts,
        @Schema(description = "What to stay away from") String negativePrompt,
        @Schema(description = "How strictly the prompt is followed; 1 for no guidance", examples = "3")
                Double guidanceScale,
        @Schema(description = "Denoising steps", examples = "20") Integer steps,
        @Schema(description = "One of the model's, see its card", examples = "ddim") String scheduler,
        @Schema(description = "Pixels", examples = "32") Integer width,
        @Schema(description = "Pixels", examples = "32") Integer height,
        @Schema(
                        description =
                                "PNG or JPEG of at most 2048 x 2048 pixels, as base64 or as a data: URL, to start from; scaled"
                                        + " to cover width x height and cut to it")
                String initImage,
        @Schema(description = "0 leaves the image as it is, 1 starts from pure noise", minimum = "0", maximum = "1")
                Double strength,
        @Schema(description = "As init_image and of its size: white where it may change, black where it stays")
                String mask) {

    /** A prompt that is painted several times as often. */
    @Schema(name = "WeightedPrompt", additionalProperties = Schema.False.class)
    record WeightedPrompt(
            @Schema(required = true) String text, @Schema(minimum = "1", defaultValue = "1") Integer weight) {}
}
