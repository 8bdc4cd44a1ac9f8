package io.vasari.evaluator.judge;

import io.vasari.contracts.JobAttribute;
import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobFeatures;
import io.vasari.contracts.Verdict;
import io.vasari.evaluator.aggregate.CheckCounts;
import io.vasari.evaluator.aggregate.JobKey;
import io.vasari.evaluator.aggregate.Tally;
import io.vasari.scores.ClassRow;
import io.vasari.scores.ClassScores;
import io.vasari.scores.Reference;
import io.vasari.scores.verdict.Judge;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What is said of a job. */
public final class Evaluations {
    private static final String NO_CLASSIFIER = "No classifier judges this model.";
    private static final String FEATURES_ALONE =
            "No classifier judges this model; its features are compared with real ones.";

    /** @param tally of at least one sample */
    public static JobEvaluation of(
            JobKey key, Tally tally, Reference reference, Optional<JobFeatures> features, Instant at) {
        if (reference.classes() < 2) {
            return withoutClasses(key, tally, reference, features, at);
        }
        var scores = ClassScores.of(tally.counts(), reference);
        var judgement = Judge.judge(scores);
        var rows = scores.rows();
        return new JobEvaluation(
                key.jobId(),
                key.subject().model(),
                key.subject().classifier(),
                scores.n(),
                byName(rows, ClassRow::count),
                byName(rows, ClassRow::expectedShare),
                byName(rows, ClassRow::residualSigmas),
                scores.entropyRatio(),
                scores.effectiveClasses(),
                scores.klNats(),
                scores.jsNats(),
                scores.totalVariation(),
                scores.fit().chiSquared(),
                scores.fit().log10PValue(),
                scores.missingNames(),
                scores.missing().log10PValue(),
                scores.evidenceNats(),
                tally.meanBelief(),
                judgement.verdict(),
                judgement.text() + checks(tally.checks()),
                reference.name(),
                at,
                features,
                tally.inceptionScore(),
                attributes(tally.checks()));
    }

    /** Of a model whose card names an embedder or an attribute classifier, and no classifier. */
    private static JobEvaluation withoutClasses(
            JobKey key, Tally tally, Reference reference, Optional<JobFeatures> features, Instant at) {
        return new JobEvaluation(
                key.jobId(),
                key.subject().model(),
                key.subject().classifier(),
                tally.samples(),
                Map.of(),
                Map.of(),
                Map.of(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(),
                0,
                0,
                tally.meanBelief(),
                Verdict.INSUFFICIENT,
                (features.isPresent() ? FEATURES_ALONE : NO_CLASSIFIER) + checks(tally.checks()),
                features.map(JobFeatures::reference).orElse(reference.name()),
                at,
                features,
                OptionalDouble.empty(),
                attributes(tally.checks()));
    }

    private static String checks(CheckCounts checks) {
        var text = new StringBuilder();
        checks.byAttribute()
                .forEach((attribute, count) -> text.append(String.format(
                        Locale.ROOT,
                        " %,d of %,d samples show the %s that their prompts name.",
                        count.passed(),
                        count.passed() + count.failed(),
                        attribute)));
        return text.toString();
    }

    private static List<JobAttribute> attributes(CheckCounts checks) {
        return checks.byAttribute().entrySet().stream()
                .map(entry -> new JobAttribute(
                        entry.getKey(),
                        entry.getValue().passed(),
                        entry.getValue().failed()))
                .toList();
    }

    /** In the classifier's order. */
    private static <T> Map<String, T> byName(List<ClassRow> rows, Function<ClassRow, T> value) {
        var map = new LinkedHashMap<String, T>();
        rows.forEach(row -> map.put(row.name(), value.apply(row)));
        return map;
    }

    private Evaluations() {}
}
