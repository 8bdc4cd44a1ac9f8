package io.vasari.gateway.jobs;

import static io.vasari.gateway.Samples.evaluation;
import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Verdict;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationDocumentTest {

    @Test
    void whereNoClassifierLooksThereAreNoScoresOfClasses() {
        var seen = evaluation(id(1), 100);
        var document = document(new JobEvaluation(
                seen.jobId(),
                seen.model(),
                seen.classifier(),
                seen.samples(),
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
                OptionalDouble.empty(),
                Verdict.INSUFFICIENT,
                "no classifier",
                seen.reference(),
                seen.at(),
                seen.features(),
                OptionalDouble.empty(),
                List.of()));

        assertThat(document.entropyRatio()).isEmpty();
        assertThat(document.effectiveClasses()).isEmpty();
        assertThat(document.chiSquared()).isEmpty();
        assertThat(document.log10PValue()).isEmpty();
        assertThat(document.totalVariationRatio()).isEmpty();
        assertThat(document.evidenceNats()).isEmpty();
        assertThat(document.features()).isPresent();
    }

    @Test
    void anInfiniteScoreIsNotThere() {
        var document = document(evaluation(id(1), 100));

        assertThat(document.log10PValue()).isEmpty();
        assertThat(document.entropyRatio()).hasValue(0.81);
        var support = document.features().orElseThrow().support().orElseThrow();
        assertThat(support.estimate()).isEmpty();
        assertThat(support.low()).hasValue(35_000.0);
        assertThat(document.inceptionScore()).hasValue(1.5);
        assertThat(document.attributes()).containsExactly(new EvaluationDocument.Attribute("colour", 3, 1));
    }

    private static EvaluationDocument document(JobEvaluation evaluation) {
        return EvaluationDocument.of(evaluation, status(job(id(1), 100), JobState.SUCCEEDED, 100, 0));
    }
}
