package io.vasari.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.ClassRow;
import io.vasari.scores.ClassScores;
import io.vasari.scores.verdict.Judge;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Scores of classes in the fields that a job's evaluation has over HTTP, so that table and report are the same. */
final class JobForm {
    private JobForm() {}

    static JsonNode of(ClassScores scores) {
        return fields(scores).toJson();
    }

    static Figures fields(ClassScores scores) {
        var judgement = Judge.judge(scores);
        var counts = new Figures();
        scores.rows().forEach(row -> counts.put(row.name(), row.count()));
        return new Figures()
                .put("samples", scores.n())
                .put("class_counts", counts)
                .put("class_shares", byClass(scores, ClassRow::share))
                .put("expected_shares", byClass(scores, ClassRow::expectedShare))
                .put("residuals", byClass(scores, ClassRow::residualSigmas))
                .put("entropy_ratio", scores.entropyRatio())
                .put("effective_classes", scores.effectiveClasses())
                .put("missing_classes", scores.missingNames())
                .put("chi_squared", scores.fit().chiSquared())
                .put("log10_p_value", scores.fit().log10PValue())
                .put("total_variation_ratio", scores.totalVariation())
                .put("evidence_nats", scores.evidenceNats())
                .put("verdict", judgement.verdict().name().toLowerCase(Locale.ROOT))
                .put("verdict_text", judgement.text())
                .put("reference", scores.reference().name());
    }

    private static Figures byClass(ClassScores scores, ToDoubleFunction<ClassRow> figure) {
        var figures = new Figures();
        scores.rows().forEach(row -> figures.put(row.name(), figure.applyAsDouble(row)));
        return figures;
    }
}
