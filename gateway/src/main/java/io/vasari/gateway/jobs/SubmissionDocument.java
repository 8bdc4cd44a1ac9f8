package io.vasari.gateway.jobs;

import io.vasari.contracts.Priority;
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
                        description = "How many samples; the model's card has the limits and the default",
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
                String tenant) {}
