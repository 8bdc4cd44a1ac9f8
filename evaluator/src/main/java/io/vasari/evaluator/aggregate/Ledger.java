package io.vasari.evaluator.aggregate;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.TaskScores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Counts every sample once, by job and by minute. Jobs that nobody added to for the retention are folded into a sum.
 *
 * <p>Invariant: a subject's figures are the sum of its stored jobs and its fold, so they can always be made again from the
 * store. Not safe for use by many threads.
 */
public final class Ledger {
    private static final int JOBS_FOLDED_AT_ONCE = 1000;
    private static final long PANES_KEPT_MINUTES = 26 * 60;

    private final TallyStore store;
    private final ToIntFunction<ModelRef> classes;
    private final Duration retention;
    private final Map<Subject, RevisionTally> revisions = new HashMap<>();
    private Instant newest = Instant.MIN;

    /**
     * @param classes how many classes a classifier has
     * @param retention how long after its last sample a job is kept; a duplicate that comes later is recognized by its age
     */
    public Ledger(TallyStore store, ToIntFunction<ModelRef> classes, Duration retention) {
        this.store = store;
        this.classes = classes;
        this.retention = retention;
    }

    /**
     * Makes the figures of all subjects from the store, at the start.
     *
     * @param recent how long before the last change of any job
     * @return the jobs that were changed since then: what was last published of them may be older
     */
    public List<JobKey> restore(Duration recent) {
        Map<JobKey, Instant> touched = new HashMap<>();
        Set<JobKey> folded = new HashSet<>();
        store.forEachFolded((subject, fold) -> {
            revision(subject, fold.tally().counts().classes()).addOld(fold.tally());
            fold.lastJobs().forEach(job -> folded.add(new JobKey(subject, job)));
        });
        Set<JobKey> leftovers = new HashSet<>();
        store.forEachJob((key, job) -> {
            if (folded.contains(key)) {
                leftovers.add(key);
                return;
            }
            revision(key.subject(), job.classes()).add(job.panes(), job.newest());
            newest = later(newest, job.newest());
            touched.put(key, job.touched());
        });
        leftovers.forEach(store::delete);
        return touched.values().stream()
                .max(Instant::compareTo)
                .map(last -> last.minus(recent))
                .map(since -> touched.entrySet().stream()
                        .filter(entry -> !entry.getValue().isBefore(since))
                        .map(Map.Entry::getKey)
                        .toList())
                .orElse(List.of());
    }

    /**
     * Counts what is new of these scores.
     *
     * @throws IllegalArgumentException when they contradict themselves; nothing is counted then
     */
    public Counted add(TaskScores scores, Instant now) {
        requireWhole(scores);
        var key = new JobKey(new Subject(scores.model(), scores.classifier()), scores.jobId());
        int count = scores.range().count();
        var known = store.find(key);
        if (known.isEmpty() && scores.generatedAt().isBefore(horizon(now))) {
            int classCount = classes.applyAsInt(scores.classifier());
            return new Counted(key, JobTally.empty(classCount), Tally.empty(classCount), 0, count);
        }
        var job = known.orElseGet(() -> JobTally.empty(classes.applyAsInt(scores.classifier())));
        var fresh = job.add(scores, now);
        if (fresh.samples() > 0) {
            job.compactBefore(Window.minuteOf(earlier(newest, now)) - PANES_KEPT_MINUTES);
            store.put(key, job);
            long minute = Window.minuteOf(scores.generatedAt());
            revision(key.subject(), job.classes()).add(Map.of(minute, fresh), scores.generatedAt());
        }
        newest = later(newest, scores.generatedAt());
        return new Counted(key, job, fresh, count - fresh.samples(), 0);
    }

    private static void requireWhole(TaskScores scores) {
        if (scores == null
                || scores.jobId() == null
                || scores.model() == null
                || scores.classifier() == null
                || scores.range() == null
                || scores.generatedAt() == null
                || scores.classes() == null
                || scores.beliefs() == null) {
            throw new IllegalArgumentException(
                    "scores without job, model, classifier, range, time, classes or beliefs");
        }
    }

    /** Folds the oldest jobs that nobody added to for the retention, and forgets the minutes that no window covers. */
    public void fold(Instant now) {
        revisions.forEach((subject, revision) -> {
            revision.forgetPanesBefore(Window.minuteOf(now) - PANES_KEPT_MINUTES);
            fold(subject, revision, now);
        });
    }

    private void fold(Subject subject, RevisionTally revision, Instant now) {
        List<JobKey> idle = new ArrayList<>();
        var folded = store.findFolded(subject).orElseGet(() -> Folded.empty(revision.classes()));
        var sum = folded.tally();
        for (JobKey key : store.oldestJobs(subject, JOBS_FOLDED_AT_ONCE)) {
            var job = store.find(key).orElseThrow();
            if (job.newest().isBefore(horizon(now))) {
                idle.add(key);
                sum = sum.plus(job.total());
            }
        }
        if (!idle.isEmpty()) {
            var names = idle.stream().map(JobKey::jobId).toList();
            store.putFolded(subject, new Folded(sum, new HashSet<>(names)));
            idle.forEach(store::delete);
        }
    }

    /** A clock that runs ahead must not make everything else look old: the future is not believed. */
    private Instant horizon(Instant now) {
        var reached = earlier(newest, now);
        return reached.equals(Instant.MIN) ? Instant.MIN : reached.minus(retention);
    }

    /** What is known of each subject. */
    public Map<Subject, RevisionTally> revisions() {
        return Collections.unmodifiableMap(revisions);
    }

    private RevisionTally revision(Subject subject, int classCount) {
        return revisions.computeIfAbsent(subject, unknown -> new RevisionTally(classCount));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
