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
                Optional<Double> nearDuplicateRatio,
        @Schema(description = "How many samples that look different there are to draw from, by the birthday paradox")
                Optional<Support> support) {

    /** Numbers of samples, each at least 1. */
    @Schema(
            name = "EvaluationSupport",
            description = "Null where no two samples look alike, and there is no upper limit")
    public record Support(
            @Schema(description = "Pairs over pairs alike", examples = "35000") Optional<Double> estimate,
            @Schema(description = "Lower end of its 95 % interval") Optional<Double> low,
            @Schema(description = "Upper end of its 95 % interval") Optional<Double> high) {}

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
                finite(features.nearDuplicateRatio()),
                features.support()
                        .map(support -> new Support(
                                finite(support.estimate()), finite(support.low()), finite(support.high()))));
    }

    private static Optional<Double> finite(OptionalDouble value) {
        return value.isPresent() ? finite(value.getAsDouble()) : Optional.empty();
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
}
