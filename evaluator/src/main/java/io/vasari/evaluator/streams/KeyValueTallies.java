package io.vasari.evaluator.streams;

import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.aggregate.Folded;
import io.vasari.evaluator.aggregate.JobKey;
import io.vasari.evaluator.aggregate.JobTally;
import io.vasari.evaluator.aggregate.Subject;
import io.vasari.evaluator.aggregate.TallyCodec;
import io.vasari.evaluator.aggregate.TallyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Tallies in a state store. The key is {@code model NUL classifier NUL job}; a subject's fold has no job, and so comes before
 * its jobs. The store must not be cached: a cache would write its changes in another order than they were made.
 */
final class KeyValueTallies implements TallyStore {
    private static final char SEPARATOR = '\0';
    private static final String AFTER_ANY_JOB = "\uffff";

    private final KeyValueStore<String, byte[]> store;

    KeyValueTallies(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    @Override
    public Optional<JobTally> find(JobKey key) {
        return Optional.ofNullable(store.get(name(key))).map(TallyCodec::readJob);
    }

    @Override
    public void put(JobKey key, JobTally tally) {
        store.put(name(key), TallyCodec.write(tally));
    }

    @Override
    public void delete(JobKey key) {
        store.delete(name(key));
    }

    @Override
    public Optional<Folded> findFolded(Subject subject) {
        return Optional.ofNullable(store.get(prefix(subject))).map(TallyCodec::readFolded);
    }

    @Override
    public void putFolded(Subject subject, Folded folded) {
        store.put(prefix(subject), TallyCodec.write(folded));
    }

    @Override
    public void forEachJob(BiConsumer<JobKey, JobTally> visitor) {
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                var key = parse(entry.key);
                if (!key.jobId().isEmpty()) {
                    visitor.accept(key, TallyCodec.readJob(entry.value));
                }
            });
        }
    }

    @Override
    public void forEachFolded(BiConsumer<Subject, Folded> visitor) {
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                var key = parse(entry.key);
                if (key.jobId().isEmpty()) {
                    visitor.accept(key.subject(), TallyCodec.readFolded(entry.value));
                }
            });
        }
    }

    @Override
    public List<JobKey> oldestJobs(Subject subject, int limit) {
        List<JobKey> jobs = new ArrayList<>();
        String prefix = prefix(subject);
        try (var range = store.range(prefix, prefix + AFTER_ANY_JOB)) {
            while (jobs.size() < limit && range.hasNext()) {
                var key = parse(range.next().key);
                if (!key.jobId().isEmpty()) {
                    jobs.add(key);
                }
            }
        }
        return jobs;
    }

    private static String name(JobKey key) {
        return prefix(key.subject()) + key.jobId();
    }

    private static String prefix(Subject subject) {
        return subject.model().toString() + SEPARATOR + subject.classifier() + SEPARATOR;
    }

    private static JobKey parse(String name) {
        int first = name.indexOf(SEPARATOR);
        int second = name.indexOf(SEPARATOR, first + 1);
        var subject = new Subject(
                ModelRef.parse(name.substring(0, first)), ModelRef.parse(name.substring(first + 1, second)));
        return new JobKey(subject, name.substring(second + 1));
    }
}
