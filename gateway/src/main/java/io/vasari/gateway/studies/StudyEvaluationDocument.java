package io.vasari.gateway.studies;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.StudyEvaluation.AttributeCheck;
import io.vasari.contracts.StudyEvaluation.Calibration;
import io.vasari.contracts.StudyEvaluation.Feature;
import io.vasari.contracts.StudyEvaluation.Group;
import io.vasari.contracts.StudyEvaluation.Thresholds;
import io.vasari.contracts.StudyEvaluation.Variance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the critic says of a study, as a client sees it. */
@Schema(name = "StudyEvaluation")
public record StudyEvaluationDocument(
        PromptVerdict verdict,
        @Schema(description = "The verdict in words") String verdictText,
        @Schema(description = "The prompt that was flagged on most seeds; to blame only where the verdict is outlier")
                Optional<Outlier> outlier,
        @Schema(
                        description = "The features that the verdict rests on, the one that says it most clearly first;"
                                + " none where nothing is found")
                List<String> foundBy,
        @Schema(
                        description =
                                "What median_distance, most_distance, variance and thresholds are of: embedding, or"
                                        + " structure for a model without an embedder")
                String judgedBy,
        @Schema(description = "Of all pairs of prompts, over all seeds") double medianDistance,
        @Schema(description = "That 99 % of all pairs stay within") double mostDistance,
        @Schema(description = "One for each seed of which all variants were made") List<Group> groups,
        @Schema(description = "By feature (embedding, structure, colour): mean over the seeds, a row for each prompt")
                Map<String, float[][]> distances,
        @Schema(description = "Null with fewer than 2 seeds, or without an embedder") Optional<Variance> variance,
        @Schema(description = "Cosine of image and prompt, a row for each prompt; null without an embedder of texts")
                Optional<float[][]> alignment,
        @Schema(description = "Whether images show what their prompts name") List<CheckDocument> attributes,
        Thresholds thresholds,
        @Schema(description = "By feature, what it says by itself, and what its distances were held against")
                Map<String, Feature> features,
        @Schema(description = "What the thresholds were made from; null where they are the usual ones")
                Optional<Calibration> calibration,
        @Schema(
                        description = "Why the usual thresholds apply although there is a calibration, and what to do;"
                                + " null where there is none, or it applies")
                Optional<String> calibrationIgnored,
        Optional<ModelRef> embedder,
        Optional<ModelRef> attributeClassifier) {

    /** @param seeds on how many it was the odd one out */
    @Schema(name = "PromptOutlier")
    public record Outlier(
            @Schema(description = "Index of its row") int prompt,
            String text,
            @Schema(description = "On how many seeds it was the odd one out") int seeds,
            @Schema(description = "Of that, 0 to 1") double pValue) {}

    /** @param seen the class of each image, in the order of the groups */
    @Schema(name = "AttributeCheck")
    public record CheckDocument(
            @Schema(examples = "colour") String attribute,
            @Schema(description = "Index of the prompt's row") int prompt,
            @Schema(examples = "green") String expected,
            List<String> seen,
            int passed,
            int failed) {
        static CheckDocument of(AttributeCheck check) {
            return new CheckDocument(
                    check.attribute(),
                    check.prompt(),
                    check.expected(),
                    check.seen(),
                    check.passed(),
                    check.seen().size() - check.passed());
        }
    }

    static StudyEvaluationDocument of(StudyEvaluation said) {
        var outlier = IntStream.range(0, said.prompts().size())
                .filter(prompt -> said.outlier().isPresent() && said.outlier().getAsInt() == prompt)
                .mapToObj(prompt -> new Outlier(prompt, said.prompts().get(prompt), said.flaggedSeeds(), said.pValue()))
                .findFirst();
        return new StudyEvaluationDocument(
                said.verdict(),
                said.verdictText(),
                outlier,
                said.foundBy(),
                said.judgedBy(),
                said.medianDistance(),
                said.mostDistance(),
                said.groups(),
                said.distances(),
                said.variance(),
                Optional.of(said.alignment()).filter(rows -> rows.length > 0),
                said.attributes().stream().map(CheckDocument::of).toList(),
                said.thresholds(),
                said.features(),
                said.calibration(),
                said.calibrationIgnored(),
                said.embedder(),
                said.attributeClassifier());
    }
}
