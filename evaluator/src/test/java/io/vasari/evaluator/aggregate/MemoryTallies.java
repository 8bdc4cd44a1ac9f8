package io.vasari.evaluator.aggregate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A store in memory that keeps bytes, as the real one does. */
public class MemoryTallies implements TallyStore {
    private final Map<String, byte[]> jobs = new TreeMap<>();
    private final Map<String, JobKey> keys = new TreeMap<>();
    private final Map<Subject, byte[]> folds = new HashMap<>();

    MemoryTallies copy() {
        var copy = new MemoryTallies();
        copy.jobs.putAll(jobs);
        copy.keys.putAll(keys);
        copy.folds.putAll(folds);
        return copy;
    }

    int jobs() {
        return jobs.size();
    }

    @Override
    public Optional<JobTally> find(JobKey key) {
        return Optional.ofNullable(jobs.get(key.toString())).map(TallyCodec::readJob);
    }

    @Override
    public void put(JobKey key, JobTally tally) {
        jobs.put(key.toString(), TallyCodec.write(tally));
        keys.put(key.toString(), key);
    }

    @Override
    public void delete(JobKey key) {
        jobs.remove(key.toString());
        keys.remove(key.toString());
    }

    @Override
    public Optional<Folded> findFolded(Subject subject) {
        return Optional.ofNullable(folds.get(subject)).map(TallyCodec::readFolded);
    }

    @Override
    public void putFolded(Subject subject, Folded folded) {
        folds.put(subject, TallyCodec.write(folded));
    }

    @Override
    public void forEachJob(BiConsumer<JobKey, JobTally> visitor) {
        keys.forEach((name, key) -> visitor.accept(key, TallyCodec.readJob(jobs.get(name))));
    }

    @Override
    public void forEachFolded(BiConsumer<Subject, Folded> visitor) {
        folds.forEach((subject, bytes) -> visitor.accept(subject, TallyCodec.readFolded(bytes)));
    }

    @Override
    public List<JobKey> oldestJobs(Subject subject, int limit) {
        return keys.values().stream()
                .filter(key -> key.subject().equals(subject))
                .limit(limit)
                .toList();
    }
}
