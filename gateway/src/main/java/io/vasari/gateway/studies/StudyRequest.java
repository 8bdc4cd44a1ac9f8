package io.vasari.gateway.studies;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.Priority;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The fields of a request for a study, for the description of the interface. */
@Schema(name = "StudyRequest", additionalProperties = Schema.False.class)
record StudyRequest(
        @Schema(required = true, description = "Id of a text-to-image model", examples = "vase-diffusion") String model,
        @Schema(description = "A revision of the model; the newest if left out", examples = "fixed-order")
                String revision,
        @Schema(
                        description =
                                "What the variants are made from; with slots such as {colour} for a substitution. This or prompts",
                        examples = "ornate green vase")
                String template,
        @Schema(description = "The variants as they are, 2 to 64; each once, except for a replay", maxItems = 64)
                List<String> prompts,
        @Schema(
                        description =
                                "How the template is varied, or what the prompts are to each other. If left out: paraphrase for"
                                        + " prompts, substitution for a template with values, else permutation")
                Perturbation perturbation,
        @Schema(
                        description =
                                "Whether the images should stay close (invariant) or move (variant). If left out: variant for"
                                        + " substitution and negation, else invariant")
                Expectation expectation,
        @Schema(
                        description = "Of a substitution, what each slot may be; every combination is a variant",
                        examples = "{\"colour\":[\"red\",\"mauve\",\"yellow\",\"blue\",\"green\"]}")
                Map<String, List<String>> values,
        @Schema(
                        description =
                                "How many variants at most; 24 for permutation, 6 for typo and replay if left out",
                        minimum = "2",
                        maximum = "64")
                Integer variants,
        @Schema(
                        description =
                                "How many noises, or a list of 1 to 64 seeds. All variants of a seed start from the noise of sample"
                                        + " 0 of a job with that seed",
                        type = SchemaType.INTEGER,
                        minimum = "1",
                        maximum = "64",
                        defaultValue = "8")
                Integer seeds,
        @Schema(
                        description = "The first seed, others count up from it; drawn at random and echoed if left out",
                        minimum = "0",
                        maximum = "9007199254740928")
                Long seed,
        @Schema(description = "As for a job", defaultValue = "batch") Priority priority,
        @Schema(description = "As for a job", defaultValue = "default") String tenant,
        @Schema(description = "As for a job") String negativePrompt,
        @Schema(description = "As for a job") Double guidanceScale,
        @Schema(description = "As for a job") Integer steps,
        @Schema(description = "As for a job") String scheduler,
        @Schema(description = "As for a job") Integer width,
        @Schema(description = "As for a job") Integer height,
        @Schema(description = "As for a job") String initImage,
        @Schema(description = "As for a job") Double strength,
        @Schema(description = "As for a job") String mask) {}
