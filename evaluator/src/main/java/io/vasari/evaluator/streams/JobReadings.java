package io.vasari.evaluator.streams;

import io.vasari.contracts.JobFeatures;
import io.vasari.evaluator.aggregate.FeatureBook;
import io.vasari.evaluator.aggregate.JobKey;
import io.vasari.evaluator.aggregate.Pace;
import io.vasari.evaluator.judge.FeatureComparisons;
import io.vasari.evaluator.judge.FeatureReadings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was last read of the features of jobs. A reading takes tens of milliseconds, so a job's are read again at most once an
 * interval, and only so many jobs at a time; the last change of each is read sooner or later. Not safe for use by many threads.
 */
final class JobReadings {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final int JOBS_KNOWN = 1000;

    private final FeatureBook book;
    private final FeatureComparisons comparisons;
    private final Pace<JobKey> pace = new Pace<>(INTERVAL);
    private final Map<JobKey, JobFeatures> known = new LinkedHashMap<>(16, 0.75f, true);

    JobReadings(FeatureBook book, FeatureComparisons comparisons) {
        this.book = book;
        this.comparisons = comparisons;
    }

    /** Remembers to read a job's features; until then nothing is said of them, for it would be of a part of the samples. */
    void changed(JobKey key, Instant now) {
        known.remove(key);
        if (pace.changed(key, now)) {
            pace.owe(key);
        }
    }

    /** What was read of all samples of a job so far; empty until it was. */
    Optional<JobFeatures> of(JobKey key) {
        return Optional.ofNullable(known.get(key));
    }

    /** @return the jobs of which now something else is said than before */
    List<JobKey> readDue(Instant now) {
        List<JobKey> news = new ArrayList<>();
        long end = System.nanoTime() + AT_ONCE.toNanos();
        for (JobKey key : pace.due(now)) {
            if (System.nanoTime() > end) {
                pace.owe(key);
            } else {
                read(key).filter(said -> !said.equals(known.put(key, said))).ifPresent(said -> news.add(key));
            }
        }
        while (known.size() > JOBS_KNOWN) {
            known.remove(known.keySet().iterator().next());
        }
        return news;
    }

    private Optional<JobFeatures> read(JobKey key) {
        var model = key.subject().model();
        return book.scopes().keySet().stream()
                .filter(scope -> scope.model().equals(model))
                .flatMap(scope -> book
                        .job(scope, key.jobId())
                        .flatMap(sketch -> comparisons
                                .of(model, scope.embedder())
                                .flatMap(comparison -> FeatureReadings.of(scope.embedder(), sketch, comparison)))
                        .stream())
                .findFirst()
                .map(FeatureReadings::ofJob);
    }
}
