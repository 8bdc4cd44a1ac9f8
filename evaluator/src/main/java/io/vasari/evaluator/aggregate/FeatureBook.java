package io.vasari.evaluator.aggregate;

import io.vasari.contracts.FeatureRows;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.TaskScores;
import io.vasari.evaluator.aggregate.FeatureKey.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Sketches of features by minute, by five minutes, by hour, of everything since a revision's deployment, and by job. Adding
 * the same samples again changes nothing, so whatever was not stored when a process died is stored when its records come
 * again. Bounded by models and windows; of jobs, the last ten thousand of a day are kept, and few of them in memory. Not safe
 * for use by many threads.
 */
public final class FeatureBook {
    private static final Duration JOBS_KEPT = Duration.ofHours(26);
    private static final int MOST_JOBS = 10_000;
    private static final int JOBS_IN_MEMORY = 16;

    private final FeatureStore store;
    private final Map<FeatureKey, FeatureSketch> panes = new HashMap<>();
    private final Map<Scope, Instant> newest = new LinkedHashMap<>();
    private final Map<FeatureKey, FeatureSketch> jobs = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<FeatureKey, Instant> jobsSeen = new LinkedHashMap<>(16, 0.75f, true);

    /** A revision as one embedder sees it. */
    public record Scope(ModelRef model, ModelRef embedder) {}

    /** @param store what it has is known from the start */
    public FeatureBook(FeatureStore store, Instant now) {
        this.store = store;
        store.forEach((key, sketch) -> {
            if (key.kind() == Kind.JOB) {
                jobsSeen.put(key, now);
            } else {
                panes.put(key, sketch);
                newest.putIfAbsent(new Scope(key.model(), key.embedder()), Instant.MIN);
            }
        });
    }

    /**
     * Adds the features of scores, if they have any.
     *
     * @throws IllegalArgumentException when they contradict themselves; nothing is added then
     */
    public void add(TaskScores scores, Instant now) {
        if (scores.features().isEmpty()) {
            return;
        }
        FeatureRows rows = scores.features().get();
        var sketch = FeatureSketch.of(rows);
        var scope = new Scope(scores.model(), rows.embedder());
        for (Kind kind : Kind.values()) {
            long pane = kind.isPane() ? kind.paneOf(scores.generatedAt()) : 0;
            if (kind.isPane() && pane >= kind.oldest(now)) {
                merge(key(scope, kind, Long.toString(pane)), sketch);
            }
        }
        merge(key(scope, Kind.EVER, ""), sketch);
        mergeJob(key(scope, Kind.JOB, scores.jobId()), sketch, now);
        newest.merge(scope, scores.generatedAt(), (a, b) -> a.isAfter(b) ? a : b);
    }

    private static FeatureKey key(Scope scope, Kind kind, String name) {
        return new FeatureKey(scope.model(), scope.embedder(), kind, name);
    }

    private void merge(FeatureKey key, FeatureSketch added) {
        var before = panes.get(key);
        var after = before == null ? added : before.plus(added);
        if (!after.equals(before)) {
            panes.put(key, after);
            store.put(key, after);
        }
    }

    private void mergeJob(FeatureKey key, FeatureSketch added, Instant now) {
        var before = findJob(key);
        var after = before.map(sketch -> sketch.plus(added)).orElse(added);
        jobsSeen.put(key, now);
        if (!before.equals(Optional.of(after))) {
            jobs.put(key, after);
            store.put(key, after);
        }
        while (jobsSeen.size() > MOST_JOBS) {
            forgetJob(jobsSeen.keySet().iterator().next());
        }
        while (jobs.size() > JOBS_IN_MEMORY) {
            jobs.remove(jobs.keySet().iterator().next());
        }
    }

    private Optional<FeatureSketch> findJob(FeatureKey key) {
        var known = Optional.ofNullable(jobs.get(key));
        return known.isPresent() || !jobsSeen.containsKey(key) ? known : store.find(key);
    }

    /** What is kept of a job. */
    public Optional<FeatureSketch> job(Scope scope, String jobId) {
        return findJob(key(scope, Kind.JOB, jobId));
    }

    /** The embedders' views of revisions, each with the time of its newest sample since the start of this process. */
    public Map<Scope, Instant> scopes() {
        return Collections.unmodifiableMap(newest);
    }

    /** What is kept of the samples made in a window, from the start of the pane with which it begins. */
    public Optional<FeatureSketch> window(Scope scope, Window window, Instant now) {
        Kind kind = Kind.of(window);
        var first = Instant.ofEpochSecond(60 * window.firstMinute(now));
        return LongStream.rangeClosed(kind.paneOf(first), kind.paneOf(now))
                .mapToObj(pane -> Optional.ofNullable(panes.get(key(scope, kind, Long.toString(pane)))))
                .flatMap(Optional::stream)
                .reduce(FeatureSketch::plus);
    }

    /** What is kept of all samples of the revision. */
    public Optional<FeatureSketch> ever(Scope scope) {
        return Optional.ofNullable(panes.get(key(scope, Kind.EVER, "")));
    }

    /** Forgets panes that no window covers, and jobs that nobody added to for as long as the longest one. */
    public void forget(Instant now) {
        var old = panes.keySet().stream()
                .filter(key -> key.kind().isPane() && key.pane() < key.kind().oldest(now))
                .toList();
        old.forEach(key -> {
            panes.remove(key);
            store.delete(key);
        });
        var idleSince = now.minus(JOBS_KEPT);
        var idle = jobsSeen.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(idleSince))
                .map(Map.Entry::getKey)
                .toList();
        idle.forEach(this::forgetJob);
    }

    private void forgetJob(FeatureKey key) {
        jobsSeen.remove(key);
        jobs.remove(key);
        store.delete(key);
    }
}
