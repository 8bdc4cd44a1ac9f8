package io.vasari.gateway.openai;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The fields of a request for images, for the description of the interface; {@link ImageRequestReader} reads them. */
@Schema(name = "ImageGeneration", additionalProperties = Schema.False.class)
record GenerationDocument(
        @Schema(required = true, examples = "ornate green vase") String prompt,
        @Schema(description = "Id of a text-to-image model, or id@revision; may be left out when there is but one")
                String model,
        @Schema(description = "How many images", minimum = "1", maximum = "10", defaultValue = "1") Integer n,
        @Schema(description = "Width and height in pixels, or auto", examples = "32x32") String size,
        @Schema(description = "b64_json or url", defaultValue = "b64_json") String responseFormat,
        @Schema(description = "Answer with server-sent events") Boolean stream,
        @Schema(
                        description = "At most so many previews of each image in a stream, spread over its steps",
                        minimum = "0",
                        maximum = "3")
                Integer partialImages,
        @Schema(description = "auto or opaque") String background,
        @Schema(description = "png") String outputFormat,
        @Schema(description = "Changes nothing") String quality,
        @Schema(description = "Changes nothing") String style,
        @Schema(description = "Changes nothing") String user,
        @Schema(description = "Not in OpenAI's: as for a job") String negativePrompt,
        @Schema(description = "Not in OpenAI's: as for a job") Double guidanceScale,
        @Schema(description = "Not in OpenAI's: as for a job") Integer steps,
        @Schema(description = "Not in OpenAI's: as for a job") String scheduler,
        @Schema(description = "Not in OpenAI's: as for a job") Long seed,
        @Schema(description = "Not in OpenAI's: as for a job") String revision,
        @Schema(description = "Not in OpenAI's: as for a job") String tenant) {}
