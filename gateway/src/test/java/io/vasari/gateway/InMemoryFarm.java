package io.vasari.gateway;

import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Shard;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.Topics;
import io.vasari.contracts.WorkerBeat;
import io.vasari.gateway.view.FarmView;
import io.vasari.gateway.view.ViewNotReadyException;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** The tables as maps. */
@Alternative
@Singleton
public final class InMemoryFarm implements FarmView {
    private final NavigableMap<String, JobStatus> jobs = new ConcurrentSkipListMap<>();
    private final NavigableMap<String, Shard> shards = new ConcurrentSkipListMap<>();
    private final Map<String, JobEvaluation> evaluations = new ConcurrentHashMap<>();
    private final NavigableMap<String, StudyEvaluation> studies = new ConcurrentSkipListMap<>();
    private final Map<String, WorkerBeat> workers = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> looks = new ConcurrentHashMap<>();
    private volatile boolean ready = true;

    public void put(JobStatus status) {
        jobs.put(status.job().id(), status);
    }

    public void put(JobEvaluation evaluation) {
        evaluations.put(evaluation.jobId(), evaluation);
    }

    public void put(StudyEvaluation evaluation) {
        studies.put(evaluation.jobId(), evaluation);
    }

    public void put(String jobId, Shard shard) {
        shards.put(Topics.shardKey(jobId, shard.range().first()), shard);
    }

    public void put(WorkerBeat beat) {
        workers.put(beat.id(), beat);
    }

    public void ready(boolean ready) {
        this.ready = ready;
    }

    /** How often a job was looked at. */
    public long looks(String jobId) {
        return looks.getOrDefault(jobId, new LongAdder()).sum();
    }

    public void clear() {
        jobs.clear();
        shards.clear();
        evaluations.clear();
        studies.clear();
        workers.clear();
        ready = true;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public Optional<JobStatus> job(String jobId) {
        requireReady();
        looks.computeIfAbsent(jobId, id -> new LongAdder()).increment();
        return Optional.ofNullable(jobs.get(jobId));
    }

    @Override
    public Stretch newestFirst(Optional<String> before, Predicate<JobStatus> wanted, int limit, int scanLimit) {
        requireReady();
        var from = before.map(id -> jobs.headMap(id, false)).orElse(jobs).descendingMap();
        var found = new ArrayList<JobStatus>();
        int scanned = 0;
        for (JobStatus status : from.values()) {
            if (wanted.test(status)) {
                found.add(status);
            }
            if (found.size() == limit || ++scanned == scanLimit) {
                String last = status.job().id();
                return new Stretch(found, Optional.of(last).filter(id -> jobs.lowerKey(id) != null));
            }
        }
        return new Stretch(found, Optional.empty());
    }

    @Override
    public List<Shard> shards(String jobId, int from, int limit) {
        requireReady();
        return shards.subMap(Topics.shardKey(jobId, from), jobId + "0").values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Shard> shardOf(String jobId, int index) {
        return shards(jobId, 0, Integer.MAX_VALUE).stream()
                .filter(shard -> shard.range().contains(index))
                .findFirst();
    }

    @Override
    public Optional<JobEvaluation> evaluation(String jobId) {
        requireReady();
        return Optional.ofNullable(evaluations.get(jobId));
    }

    @Override
    public Optional<StudyEvaluation> study(String jobId) {
        requireReady();
        return Optional.ofNullable(studies.get(jobId));
    }

    @Override
    public List<StudyEvaluation> studies(int limit) {
        requireReady();
        return studies.descendingMap().values().stream().limit(limit).toList();
    }

    @Override
    public List<WorkerBeat> workers() {
        requireReady();
        return List.copyOf(workers.values());
    }

    private void requireReady() {
        if (!ready) {
            throw new ViewNotReadyException("the tables are being restored");
        }
    }
}
