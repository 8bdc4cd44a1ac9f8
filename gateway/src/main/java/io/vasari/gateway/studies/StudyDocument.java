package io.vasari.gateway.studies;

import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Expectation;
import io.vasari.contracts.Failure;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.gateway.jobs.JobDocument;
import io.vasari.gateway.jobs.JobsResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A study as a client sees it. */
@Schema(name = "Study")
public record StudyDocument(
        @Schema(description = "Of the study, and of the job that makes its samples") String id,
        @Schema(examples = "vase-diffusion") String model,
        @Schema(examples = "fixed-order") String revision,
        JobState status,
        Perturbation perturbation,
        Expectation expectation,
        @Schema(description = "Null where the prompts were listed") Optional<String> template,
        @Schema(description = "The rows of the grid") List<String> prompts,
        @Schema(description = "The columns of the grid") List<Long> seeds,
        JobDocument.Samples samples,
        String negativePrompt,
        Sampling sampling,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        Optional<Failure> error,
        @Schema(description = "Null until the study has ended and the critic has judged it")
                Optional<StudyEvaluationDocument> evaluation,
        @Schema(description = "Addresses of the images, a row for each prompt, a column for each seed; null in lists")
                Optional<List<List<String>>> grid,
        Urls urls) {

    /** Addresses of what belongs to a study. */
    @Schema(name = "StudyUrls")
    public record Urls(
            String self, String sheet, String report, String job, String events, String cancel, String samples) {
        static Urls of(String id) {
            var self = StudiesResource.PATH + "/" + id;
            var job = JobsResource.PATH + "/" + id;
            return new Urls(
                    self,
                    self + "/sheet.png",
                    self + "/report.html",
                    job,
                    job + "/events",
                    job + "/cancel",
                    job + "/samples.tar");
        }
    }

    static StudyDocument of(JobStatus status, Optional<StudyEvaluation> evaluation, boolean withGrid) {
        var job = status.job();
        var study = job.study().orElseThrow();
        var text = (TextPrompts) job.conditioning().orElseThrow();
        var seeds = text.noise().orElseThrow().seeds();
        return new StudyDocument(
                job.id(),
                job.model().id(),
                job.model().revision(),
                status.state(),
                study.perturbation(),
                study.expectation(),
                study.template(),
                text.prompts().stream().map(Prompt::text).toList(),
                seeds,
                JobDocument.samplesOf(status),
                text.negativePrompt(),
                text.sampling(),
                job.createdAt(),
                status.startedAt(),
                status.completedAt(),
                status.error(),
                evaluation.map(StudyEvaluationDocument::of),
                withGrid ? Optional.of(grid(job.id(), text.prompts().size(), seeds.size())) : Optional.empty(),
                Urls.of(job.id()));
    }

    private static List<List<String>> grid(String id, int prompts, int seeds) {
        var rows = new ArrayList<List<String>>();
        for (int prompt = 0; prompt < prompts; prompt++) {
            var row = new ArrayList<String>();
            for (int seed = 0; seed < seeds; seed++) {
                row.add("%s/%s/samples/%d.png".formatted(JobsResource.PATH, id, prompt * seeds + seed));
            }
            rows.add(row);
        }
        return rows;
    }
}
