package io.vasari.scores.prompt;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.StudyEvaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What several features of the same images say together of the variants of a prompt. Variants that should stay close must
 * do so by every feature: an embedder that was taught to see what a picture shows is blind for how it is shown. Of
 * variants that should move the embedding alone has a say, where there is one: pixels move with every change. Without it
 * they need to move by one feature, for two colours of one shape share their structure; and only the first feature finds
 * outliers.
 *
 * <p>Each seed flags one variant at most, the outlier by the first feature that has one. So the p-value over the seeds is
 * that of one feature, and needs no correction for looking at several.
 *
 * @param foundBy the features that the verdict rests on, the one that says it most clearly first; none where it finds nothing
 * @param outlier the variant that was flagged on most seeds, if any was: the culprit only where the verdict says so
 * @param flagged on how many seeds it was
 * @param pValue of that, corrected for the number of variants, 0 to 1; never below 1 with one seed
 */
public record JointJudgement(
        PromptVerdict verdict, List<String> foundBy, OptionalInt outlier, int flagged, double pValue) {

    /** A seed's odd one out. */
    private record Flag(int variant, String feature) {}

    /**
     * Of a whole study. The verdict is insufficient where {@link PromptJudgement#ofStudy} of the first feature is.
     *
     * @param features all that were measured, at least one; the first was measured on every seed
     */
    public static JointJudgement ofStudy(List<MeasuredFeature> features, Expectation expectation) {
        return judge(
                voters(features, expectation),
                expectation,
                features.get(0).thresholds().significance());
    }

    /** Of one noise alone, by the features that were measured on it. It has no significance by itself. */
    public static JointJudgement ofGroup(List<MeasuredFeature> features, int seed, Expectation expectation) {
        var here = voters(features, expectation).stream()
                .filter(feature -> feature.bySeed().size() > seed)
                .map(feature -> feature.at(seed))
                .toList();
        return judge(here, expectation, 1);
    }

    private static List<MeasuredFeature> voters(List<MeasuredFeature> features, Expectation expectation) {
        var embedding = features.stream()
                .filter(feature -> feature.name().equals(StudyEvaluation.EMBEDDING))
                .findFirst();
        return expectation == Expectation.VARIANT && embedding.isPresent() ? List.of(embedding.get()) : features;
    }

    private static JointJudgement judge(List<MeasuredFeature> features, Expectation expectation, double significance) {
        var asked = expectation == Expectation.INVARIANT ? features : features.subList(0, 1);
        int seeds = features.get(0).bySeed().size();
        int variants = features.get(0).bySeed().stream()
                .mapToInt(DistanceMatrix::variants)
                .max()
                .orElse(0);
        var flags = new ArrayList<Flag>();
        for (int seed = 0; seed < seeds; seed++) {
            flag(asked, seed).ifPresent(flags::add);
        }
        var counts = new int[variants];
        flags.forEach(flag -> counts[flag.variant()]++);
        var outlier = OptionalInt.empty();
        int flagged = 0;
        for (int variant = 0; variant < variants; variant++) {
            if (counts[variant] > flagged) {
                flagged = counts[variant];
                outlier = OptionalInt.of(variant);
            }
        }
        double pValue = flagged == 0 ? 1 : SeedConsistency.pValue(variants, seeds, flagged);
        if (variants < 3 || seeds == 0 || SeedConsistency.pValue(variants, seeds, seeds) > significance) {
            return new JointJudgement(PromptVerdict.INSUFFICIENT, List.of(), outlier, flagged, pValue);
        }
        if (flagged > 0 && pValue <= significance) {
            return new JointJudgement(
                    PromptVerdict.OUTLIER, namers(flags, outlier.getAsInt()), outlier, flagged, pValue);
        }
        var found = expectation == Expectation.INVARIANT ? dispersed(features) : tooSimilar(features);
        var verdict = expectation == Expectation.INVARIANT ? PromptVerdict.DISPERSED : PromptVerdict.TOO_SIMILAR;
        return new JointJudgement(
                found.isEmpty() ? PromptVerdict.CONSISTENT : verdict, found, outlier, flagged, pValue);
    }

    private static Optional<Flag> flag(List<MeasuredFeature> features, int seed) {
        for (var feature : features) {
            if (feature.bySeed().size() > seed) {
                var found = feature.thresholds().rule().outlier(feature.bySeed().get(seed));
                if (found.isPresent()) {
                    return Optional.of(new Flag(found.getAsInt(), feature.name()));
                }
            }
        }
        return Optional.empty();
    }

    /** The features that flagged a variant, the one that did on most seeds first. */
    private static List<String> namers(List<Flag> flags, int variant) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        flags.stream()
                .filter(flag -> flag.variant() == variant)
                .forEach(flag -> counts.merge(flag.feature(), 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> dispersed(List<MeasuredFeature> features) {
        return features.stream()
                .filter(feature -> feature.spread() > 1)
                .sorted(Comparator.comparingDouble(MeasuredFeature::spread).reversed())
                .map(MeasuredFeature::name)
                .toList();
    }

    private static List<String> tooSimilar(List<MeasuredFeature> features) {
        return features.stream().allMatch(MeasuredFeature::isTooSimilar)
                ? features.stream().map(MeasuredFeature::name).toList()
                : List.of();
    }
}
