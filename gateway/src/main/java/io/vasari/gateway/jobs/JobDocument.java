package io.vasari.gateway.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vasari.contracts.Failure;
import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Priority;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A job as a client sees it. */
@Schema(name = "Job")
public record JobDocument(
        @Schema(description = "Time-ordered", examples = "01k5m3xq7e0v8d4t9n2hbsra6c") String id,
        @Schema(examples = "mnist-gan") String model,
        @Schema(examples = "epoch-200") String revision,
        JobState status,
        @Schema(description = "Sample i is a function of (seed, i) alone", minimum = "0", maximum = "9007199254740991")
                long seed,
        Priority priority,
        String tenant,
        Samples samples,
        @JsonUnwrapped ConditioningDocument conditioning,
        Instant createdAt,
        @Schema(description = "When its first task was released to a worker") Optional<Instant> startedAt,
        @Schema(description = "When it ended") Optional<Instant> completedAt,
        @Schema(description = "Why it did not succeed in full") Optional<Failure> error,
        @Schema(description = "Null until the critic has seen samples") Optional<EvaluationDocument> evaluation,
        Urls urls) {

    /**
     * @param done samples stored
     * @param failed samples given up
     */
    @Schema(name = "SampleCounts")
    public record Samples(int requested, int done, int failed) {}

    /** Addresses of what belongs to a job. */
    @Schema(name = "JobUrls")
    public record Urls(String self, String events, String cancel, String samples, String sheet) {
        static Urls of(String jobId) {
            var self = JobsResource.PATH + "/" + jobId;
            return new Urls(self, self + "/events", self + "/cancel", self + "/samples.tar", self + "/sheet.png");
        }
    }

    public static JobDocument of(JobStatus status, Optional<JobEvaluation> evaluation) {
        var job = status.job();
        return new JobDocument(
                job.id(),
                job.model().id(),
                job.model().revision(),
                status.state(),
                job.seed(),
                job.priority(),
                job.tenant(),
                samplesOf(status),
                ConditioningDocument.of(job.conditioning()),
                job.createdAt(),
                status.startedAt(),
                status.completedAt(),
                status.error(),
                evaluation.map(said -> EvaluationDocument.of(said, status)),
                Urls.of(job.id()));
    }

    public static Samples samplesOf(JobStatus status) {
        return new Samples(status.job().samples(), status.done(), status.failed());
    }
}
