package io.vasari.gateway.view;

import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Shard;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.WorkerBeat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What this gateway knows of the farm: the tables that it keeps of the status, shard, evaluation and worker topics. It
 * lags behind the topics by milliseconds. Safe for use by many threads; look-ups read local state and may block on disk.
 * Every look-up throws {@link ViewNotReadyException} until the tables are restored.
 */
public interface FarmView {
    /** Whether the tables are restored and being kept up to date. */
    boolean isReady();

    Optional<JobStatus> job(String jobId);

    /**
     * Goes through the jobs from the newest, leaving out those that are not wanted.
     *
     * @param before only jobs older than this id
     * @param limit how many jobs to return, at least 1
     * @param scanLimit how many jobs to look at, at least 1
     */
    Stretch newestFirst(Optional<String> before, Predicate<JobStatus> wanted, int limit, int scanLimit);

    /**
     * A stretch of the job table.
     *
     * @param jobs newest first
     * @param continuesBefore the id to go on from; empty when there are no older jobs
     */
    record Stretch(List<JobStatus> jobs, Optional<String> continuesBefore) {}

    /**
     * A job's shards in the order of their first sample, a page of them.
     *
     * @param from only shards whose first sample has this index or a higher one
     * @param limit how many at most, at least 1
     */
    List<Shard> shards(String jobId, int from, int limit);

    /** The shard that holds one sample. */
    Optional<Shard> shardOf(String jobId, int index);

    Optional<JobEvaluation> evaluation(String jobId);

    /** What the critic says of a study, once it has ended. */
    Optional<StudyEvaluation> study(String jobId);

    /**
     * What the critic says of studies, newest first.
     *
     * @param limit how many at most, at least 1
     */
    List<StudyEvaluation> studies(int limit);

    /** The last sign of life of every worker that did not say good-bye. */
    List<WorkerBeat> workers();
}
