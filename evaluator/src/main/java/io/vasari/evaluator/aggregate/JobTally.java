package io.vasari.evaluator.aggregate;

import io.vasari.contracts.TaskScores;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.state.BeliefSums;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * What is kept of one job: which of its samples were counted, and their tally by the minute in which they were made. All of
 * it is stored as one value, so that a crash can never leave a sample marked as counted and not counted, or the reverse.
 */
public final class JobTally {
    /** So that a tally of many classes stays well below the megabyte that a record may have; of 10 classes it never bites. */
    private static final long MOST_NUMBERS = 180_000;

    private static final int NUMBERS_PER_CLASS = 3;

    private final int classes;
    private final RoaringBitmap seen;
    private final TreeMap<Long, Tally> panes;
    private Instant newest;
    private Instant touched;

    JobTally(int classes, RoaringBitmap seen, SortedMap<Long, Tally> panes, Instant newest, Instant touched) {
        this.classes = classes;
        this.seen = seen;
        this.panes = new TreeMap<>(panes);
        this.newest = newest;
        this.touched = touched;
    }

    public static JobTally empty(int classes) {
        return new JobTally(classes, new RoaringBitmap(), new TreeMap<>(), Instant.MIN, Instant.MIN);
    }

    /**
     * Counts those samples that were not counted before.
     *
     * @param now when that happens, kept as {@link #touched}
     * @return the tally of the newly counted ones
     * @throws IllegalArgumentException when the scores do not fit their range or name a class that there is not
     */
    Tally add(TaskScores scores, Instant now) {
        requireSound(scores);
        var told = scores.runnersUp().map(bytes -> RunnersUp.read(bytes, scores.classes(), classes));
        var fresh = new long[classes];
        var probabilities = BeliefSums.empty(classes);
        var isFresh = new boolean[scores.range().count()];
        boolean believed = scores.beliefs().length > 0;
        long beliefs = 0;
        long beliefSum = 0;
        for (int i = 0; i < scores.range().count(); i++) {
            if (!seen.checkedAdd(scores.range().first() + i)) {
                continue;
            }
            isFresh[i] = true;
            fresh[scores.classes()[i]]++;
            if (told.isPresent()) {
                probabilities = probabilities.plus(told.get()[i]);
            }
            if (believed) {
                beliefs++;
                beliefSum += Tally.beliefUnits(scores.beliefs()[i]);
            }
        }
        var tally = new Tally(ClassCounts.of(fresh), beliefs, beliefSum, probabilities, checks(scores, isFresh));
        if (tally.samples() > 0) {
            panes.merge(Window.minuteOf(scores.generatedAt()), tally, Tally::plus);
            seen.runOptimize();
        }
        newest = later(newest, scores.generatedAt());
        touched = later(touched, now);
        return tally;
    }

    private static CheckCounts checks(TaskScores scores, boolean[] isFresh) {
        var counts = CheckCounts.NONE;
        for (var checks : scores.attributes()) {
            long passed = fresh(checks.passed(), isFresh);
            long failed = fresh(checks.failed(), isFresh);
            counts = passed + failed == 0 ? counts : counts.plus(CheckCounts.of(checks.attribute(), passed, failed));
        }
        return counts;
    }

    private static long fresh(int[] positions, boolean[] isFresh) {
        return Arrays.stream(positions).filter(position -> isFresh[position]).count();
    }

    private void requireSound(TaskScores scores) {
        int count = scores.range().count();
        if (scores.classes().length != count || (scores.beliefs().length != 0 && scores.beliefs().length != count)) {
            throw new IllegalArgumentException("scores of " + count + " samples of job " + scores.jobId() + " have "
                    + scores.classes().length + " classes and " + scores.beliefs().length + " beliefs");
        }
        for (int index : scores.classes()) {
            if (index < 0 || index >= classes) {
                throw new IllegalArgumentException("scores of job " + scores.jobId() + " name class " + index + ", "
                        + scores.classifier() + " has 0 to " + (classes - 1));
            }
        }
        for (var checks : scores.attributes()) {
            if (!IntStream.concat(Arrays.stream(checks.passed()), Arrays.stream(checks.failed()))
                    .allMatch(position -> position >= 0 && position < count)) {
                throw new IllegalArgumentException("scores of job " + scores.jobId() + " check the "
                        + checks.attribute() + " of samples beyond their " + count);
            }
        }
        for (float belief : scores.beliefs()) {
            if (!(belief >= 0 && belief <= 1)) {
                throw new IllegalArgumentException(
                        "scores of job " + scores.jobId() + " have a belief of " + belief + ", it must be 0 to 1");
            }
        }
    }

    /** Keeps what is older than the longest window as one pane, and of very many classes the newest panes only one by one. */
    void compactBefore(long minute) {
        long most = Math.max(1, MOST_NUMBERS / (NUMBERS_PER_CLASS * (classes + 1)));
        int tooMany = (int) Math.max(0, panes.size() - most);
        long first = panes.keySet().stream().skip(tooMany).findFirst().orElse(minute);
        SortedMap<Long, Tally> old = panes.headMap(tooMany == 0 ? minute : Math.max(minute, first + 1));
        if (old.size() < 2) {
            return;
        }
        long last = old.lastKey();
        var sum = old.values().stream().reduce(Tally.empty(classes), Tally::plus);
        old.clear();
        panes.put(last, sum);
    }

    /** Everything that was counted. */
    public Tally total() {
        return panes.values().stream().reduce(Tally.empty(classes), Tally::plus);
    }

    /** Tally by minute since the epoch. */
    public Map<Long, Tally> panes() {
        return Collections.unmodifiableMap(panes);
    }

    /** When the newest of its samples was made. */
    public Instant newest() {
        return newest;
    }

    /** When it was last added to. */
    public Instant touched() {
        return touched;
    }

    int classes() {
        return classes;
    }

    RoaringBitmap seen() {
        return seen;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
