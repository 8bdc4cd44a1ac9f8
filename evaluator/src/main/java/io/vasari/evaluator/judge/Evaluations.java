package io.vasari.evaluator.judge;

import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobFeatures;
import io.vasari.contracts.Verdict;
import io.vasari.evaluator.aggregate.JobKey;
import io.vasari.evaluator.aggregate.Tally;
import io.vasari.scores.ClassRow;
import io.vasari.scores.ClassScores;
import io.vasari.scores.Reference;
import io.vasari.scores.verdict.Judge;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is said of a job. */
public final class Evaluations {
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
                judgement.text(),
                reference.name(),
                at,
                features);
    }

    /** Of a model whose card names an embedder and no classifier. */
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
                "No classifier judges this model; its features are compared with real ones.",
                features.map(JobFeatures::reference).orElse(reference.name()),
                at,
                features);
    }

    /** In the classifier's order. */
    private static <T> Map<String, T> byName(List<ClassRow> rows, Function<ClassRow, T> value) {
        var map = new LinkedHashMap<String, T>();
        rows.forEach(row -> map.put(row.name(), value.apply(row)));
        return map;
    }

    private Evaluations() {}
}
