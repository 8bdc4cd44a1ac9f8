package io.vasari.gateway.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.metrics.SubmissionCounter;
import io.vasari.gateway.perturbation.StudyReader;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What happens to a submission: read, given an id, handed to the broker, remembered until the job table shows it. */
public final class Submissions {
    private final SubmissionReader reader;
    private final StudyReader studies;
    private final JobIds ids;
    private final JobCommands commands;
    private final JobBook book;
    private final SubmissionCounter counter;
    private final Clock clock;
    private final IdempotencyKeys keys = new IdempotencyKeys();

    Submissions(
            SubmissionReader reader,
            StudyReader studies,
            JobIds ids,
            JobCommands commands,
            JobBook book,
            SubmissionCounter counter,
            Clock clock) {
        this.reader = reader;
        this.studies = studies;
        this.ids = ids;
        this.commands = commands;
        this.book = book;
        this.counter = counter;
        this.clock = clock;
    }

    /**
     * Queues a job; the stage completes once the broker has it.
     *
     * @param request the body of a {@code POST /v1/jobs}
     * @throws ProblemException that names every wrong field
     */
    public CompletionStage<JobStatus> submit(ObjectNode request, Optional<String> idempotencyKey) {
        return submit(reader.read(request), request, idempotencyKey);
    }

    /**
     * As {@link #submit(ObjectNode, Optional)}, for a study.
     *
     * @param request the body of a {@code POST /v1/studies}
     */
    public CompletionStage<JobStatus> submitStudy(ObjectNode request, Optional<String> idempotencyKey) {
        return submit(reader.read(studies.read(request)), request, idempotencyKey);
    }

    private CompletionStage<JobStatus> submit(
            Submission submission, ObjectNode request, Optional<String> idempotencyKey) {
        if (idempotencyKey.isEmpty()) {
            return send(make(submission));
        }
        var job = keys.jobOf(idempotencyKey.get(), submission.tenant(), request, () -> make(submission));
        return book.findAccepted(job.id())
                .<CompletionStage<JobStatus>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> send(job));
    }

    private Job make(Submission submission) {
        return submission.toJob(ids.next(), clock.instant());
    }

    private CompletionStage<JobStatus> send(Job job) {
        return commands.submit(job).thenApply(done -> {
            book.accept(job);
            counter.submitted(job.model().id());
            return JobStatus.queued(job);
        });
    }
}
