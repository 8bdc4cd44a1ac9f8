package io.vasari.scores.prompt;

import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The variant with the largest excess is an outlier if excess and ratio are large enough and it is apart from the others.
 *
 * @param minExcess of the median distance over that among the others, in units of the distance, at least 0
 * @param minRatio of the two, at least 1
 */
public record OutlierRule(double minExcess, double minRatio) {
    public static final OutlierRule DEFAULT = new OutlierRule(0.05, 2);

    public OutlierRule {
        if (!(minExcess >= 0) || !(minRatio >= 1)) {
            throw new IllegalArgumentException("the smallest excess is " + minExcess + " and the smallest ratio "
                    + minRatio + ", they must be at least 0 and 1");
        }
    }

    /** The variant that stands out most, outlier or not; of equals the first. At least three variants. */
    public static LeaveOneOut mostRemote(DistanceMatrix distances) {
        return IntStream.range(0, distances.variants())
                .mapToObj(variant -> LeaveOneOut.of(distances, variant))
                .max(Comparator.comparingDouble(LeaveOneOut::excess)
                        .thenComparing(
                                Comparator.comparingInt(LeaveOneOut::variant).reversed()))
                .orElseThrow(() -> new IllegalArgumentException("there are no variants, it takes at least 3"));
    }

    /** The outlier's index, if there is one; with fewer than three variants there is none. */
    public OptionalInt outlier(DistanceMatrix distances) {
        if (distances.variants() < 3) {
            return OptionalInt.empty();
        }
        var most = mostRemote(distances);
        return most.excess() >= minExcess && most.ratio() >= minRatio && most.isolationGap() > 0
                ? OptionalInt.of(most.variant())
                : OptionalInt.empty();
    }
}
