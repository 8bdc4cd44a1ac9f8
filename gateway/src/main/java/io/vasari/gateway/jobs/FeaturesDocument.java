package io.vasari.gateway.jobs;

import io.vasari.contracts.JobFeatures;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the critic says of features, as a client sees it. Figures that are not finite are null. */
@Schema(name = "EvaluationFeatures", description = "Scores of the features of a fair sample of the job's samples")
public record FeaturesDocument(
        @Schema(description = "The model that made the features", examples = "mnist-lenet@v1") String embedder,
        @Schema(description = "Name of the reference set", examples = "mnist-test") String reference,
        @Schema(description = "How many of the job's samples were compared", examples = "512") long samples,
        @Schema(description = "Unbiased; about 0 for equal distributions, and may be negative")
                Optional<Double> kernelDistance,
        Optional<Double> kernelDistanceStandardError,
        @Schema(description = "Only at the full number of samples, as it depends on that")
                Optional<Double> frechetDistance,
        @Schema(description = "1 for equal distributions") Optional<Double> density,
        @Schema(description = "Share of the reference that has a sample near it, 0 to 1")
                Optional<Double> coverageRatio,
        @Schema(description = "Share of the samples that lie among the reference, 0 to 1")
                Optional<Double> precisionRatio,
        @Schema(description = "Share of the reference that lies among the samples, 0 to 1")
                Optional<Double> recallRatio,
        @Schema(description = "Effective number of different samples") Optional<Double> vendiScore,
        @Schema(description = "The same, of the common ones") Optional<Double> rkeScore,
        @Schema(description = "Share of bins of the reference that the samples fill otherwise; 0.05 by chance")
                Optional<Double> ndbRatio,
        @Schema(description = "Share of the compared samples that have a twin among them, 0 to 1")
                Optional<Double> nearDuplicateRatio) {

    static FeaturesDocument of(JobFeatures features) {
        return new FeaturesDocument(
                features.embedder().toString(),
                features.reference(),
                features.samples(),
                finite(features.kernelDistance()),
                finite(features.kernelDistanceStandardError()),
                finite(features.frechetDistance()),
                finite(features.density()),
                finite(features.coverageRatio()),
                finite(features.precisionRatio()),
                finite(features.recallRatio()),
                finite(features.vendiScore()),
                finite(features.rkeScore()),
                finite(features.ndbRatio()),
                finite(features.nearDuplicateRatio()));
    }

    private static Optional<Double> finite(OptionalDouble value) {
        return value.isPresent() ? finite(value.getAsDouble()) : Optional.empty();
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
}
