package io.vasari.gateway.studies;

import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Shard;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.jobs.JobBook;
import io.vasari.gateway.view.FarmView;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Studies as this gateway knows them: jobs that are studies, and what is said of them. */
@Singleton
class StudyBook {
    private static final int PAGE = 64;

    private final JobBook jobs;
    private final FarmView view;

    StudyBook(JobBook jobs, FarmView view) {
        this.jobs = jobs;
        this.view = view;
    }

    /** @throws ProblemException when there is no such study */
    JobStatus require(String id) {
        var status = jobs.require(id);
        if (status.job().study().isEmpty()) {
            throw new ProblemException(
                    ProblemType.JOB_NOT_FOUND, "job " + id + " is no study; it is at /v1/jobs/" + id);
        }
        return status;
    }

    Optional<StudyEvaluation> evaluation(String id) {
        return view.isReady() ? view.study(id) : Optional.empty();
    }

    /** All shards of a study, by their first sample. */
    List<Shard> shards(String id) {
        var all = new ArrayList<Shard>();
        for (int from = 0; ; ) {
            var page = view.shards(id, from, PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
            from = page.get(page.size() - 1).range().first() + 1;
        }
    }
}
