package io.vasari.gateway.jobs;

import io.vasari.contracts.Job;
import io.vasari.contracts.JobStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Jobs that the broker has and the job table does not show yet, so that who has submitted a job finds it at once. At most
 * {@link #CAPACITY}; beyond that the oldest are forgotten. Safe for use by many threads.
 */
final class AcceptedJobs {
    static final int CAPACITY = 10_000;

    private final Map<String, JobStatus> jobs = new LinkedHashMap<>();

    synchronized void add(Job job) {
        jobs.put(job.id(), JobStatus.queued(job));
        if (jobs.size() > CAPACITY) {
            jobs.remove(jobs.keySet().iterator().next());
        }
    }

    synchronized Optional<JobStatus> find(String jobId) {
        return Optional.ofNullable(jobs.get(jobId));
    }

    synchronized List<JobStatus> all() {
        return List.copyOf(jobs.values());
    }

    /** Forgets jobs from the oldest on while they are shown elsewhere. */
    synchronized void forgetOldestWhile(Predicate<String> shown) {
        var oldest = jobs.keySet().iterator();
        while (oldest.hasNext() && shown.test(oldest.next())) {
            oldest.remove();
        }
    }
}
