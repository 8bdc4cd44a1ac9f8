package io.vasari.gateway.streams;

import io.vasari.contracts.Topics;
import java.util.Map;

/** The names of the stores: those that every gateway keeps in full, and the scheduler's own. */
public final class Tables {
    public static final String JOB_STATUS = "job-status";
    public static final String JOB_SHARDS = "job-shards";
    public static final String EVALUATIONS = "evaluations";
    public static final String STUDY_EVALUATIONS = "study-evaluations";
    public static final String WORKERS = "workers";

    /** The scheduler's state by job id, kept by whoever schedules. */
    static final String SCHEDULER_JOBS = "scheduler-jobs";

    /** Which topic each table is of. */
    static final Map<String, String> TOPICS = Map.of(
            JOB_STATUS, Topics.JOB_STATUS,
            JOB_SHARDS, Topics.JOB_SHARDS,
            EVALUATIONS, Topics.EVALUATIONS,
            STUDY_EVALUATIONS, Topics.STUDY_EVALUATIONS,
            WORKERS, Topics.WORKERS);

    private Tables() {}
}
