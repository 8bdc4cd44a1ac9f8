package io.vasari.contracts;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the critic says of the features of some of a job's samples, against those of a reference. Names and formulas are those
 * of the scores module.
 *
 * @param embedder that made the features
 * @param reference name of the reference set
 * @param samples how many of the job's samples were compared
 * @param kernelDistance may be negative
 * @param frechetDistance absent below the number of samples at which it is comparable
 * @param nearDuplicateRatio share of the compared samples that have a twin among them, 0 to 1
 * @param support how many samples that differ there are to draw from
 */
public record JobFeatures(
        ModelRef embedder,
        String reference,
        long samples,
        double kernelDistance,
        OptionalDouble kernelDistanceStandardError,
        OptionalDouble frechetDistance,
        double density,
        double coverageRatio,
        double precisionRatio,
        double recallRatio,
        double vendiScore,
        double rkeScore,
        double ndbRatio,
        double nearDuplicateRatio,
        Optional<Support> support) {
    public JobFeatures {
        support = support == null ? Optional.empty() : support;
    }

    /**
     * The birthday estimate.
     *
     * @param estimate absent where no two samples look alike
     * @param low lower end of the 95 % interval
     * @param high upper end; absent where no two samples look alike
     */
    public record Support(OptionalDouble estimate, double low, OptionalDouble high) {}
}
