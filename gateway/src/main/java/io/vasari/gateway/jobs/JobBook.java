package io.vasari.gateway.jobs;

import io.vasari.contracts.Job;
import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.view.FarmView;
import io.vasari.gateway.view.FarmView.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/** All jobs as this gateway knows them: the job table, and before it what was accepted a moment ago. */
public final class JobBook {
    /** How many jobs one page of a filtered list looks at. */
    static final int SCAN_LIMIT = 10_000;

    private static final Comparator<JobStatus> NEWEST_FIRST =
            Comparator.comparing((JobStatus status) -> status.job().id()).reversed();

    private final FarmView view;
    private final AcceptedJobs accepted = new AcceptedJobs();

    public JobBook(FarmView view) {
        this.view = view;
    }

    void accept(Job job) {
        accepted.add(job);
        if (view.isReady()) {
            accepted.forgetOldestWhile(id -> view.job(id).isPresent());
        }
    }

    public Optional<JobStatus> find(String jobId) {
        var fresh = accepted.find(jobId);
        return fresh.isPresent() && !view.isReady() ? fresh : view.job(jobId).or(() -> fresh);
    }

    /** As {@link #find}, and empty rather than an error while the tables are not ready. */
    Optional<JobStatus> findAccepted(String jobId) {
        return view.isReady() ? find(jobId) : accepted.find(jobId);
    }

    /** @throws ProblemException when there is no such job */
    public JobStatus require(String jobId) {
        return Optional.of(jobId)
                .filter(JobIds::isId)
                .flatMap(this::find)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.JOB_NOT_FOUND,
                        "there is no job '" + FieldError.cut(jobId) + "'"
                                + (JobIds.isId(jobId)
                                        ? "; jobs are kept for 7 days"
                                        : "; a job id is 26 digits and lower-case letters")));
    }

    public Optional<JobEvaluation> evaluation(String jobId) {
        return view.isReady() ? view.evaluation(jobId) : Optional.empty();
    }

    /** A stretch of all jobs, newest first. */
    public Stretch newestFirst(Optional<String> before, Predicate<JobStatus> wanted, int limit) {
        var table = view.newestFirst(before, wanted, limit, SCAN_LIMIT);
        var from = table.continuesBefore();
        var fresh = accepted.all().stream()
                .filter(wanted)
                .filter(status -> before.isEmpty() || status.job().id().compareTo(before.get()) < 0)
                .filter(status -> from.isEmpty() || status.job().id().compareTo(from.get()) > 0)
                .filter(status -> view.job(status.job().id()).isEmpty())
                .toList();
        if (fresh.isEmpty()) {
            return table;
        }
        var jobs = new ArrayList<>(fresh);
        jobs.addAll(table.jobs());
        jobs.sort(NEWEST_FIRST);
        if (jobs.size() <= limit) {
            return new Stretch(jobs, from);
        }
        var page = jobs.subList(0, limit);
        return new Stretch(page, Optional.of(page.get(limit - 1).job().id()));
    }
}
