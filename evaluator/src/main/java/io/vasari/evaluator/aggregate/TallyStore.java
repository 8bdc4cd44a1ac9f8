package io.vasari.evaluator.aggregate;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Where tallies are kept. Each call takes effect whole or not at all, and in the order of the calls: after a crash, a
 * prefix of them has happened.
 */
public interface TallyStore {
    Optional<JobTally> find(JobKey key);

    void put(JobKey key, JobTally tally);

    void delete(JobKey key);

    Optional<Folded> findFolded(Subject subject);

    void putFolded(Subject subject, Folded folded);

    /** All jobs. The store must not be changed meanwhile. */
    void forEachJob(BiConsumer<JobKey, JobTally> visitor);

    void forEachFolded(BiConsumer<Subject, Folded> visitor);

    /** The first jobs of a subject by id, oldest first, at most {@code limit}. */
    List<JobKey> oldestJobs(Subject subject, int limit);
}
