package io.vasari.benchmarks.load;

import io.vasari.cli.UserError;
import io.vasari.contracts.ModelRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One batch job, and interactive jobs of one sample that are submitted at given moments, whatever became of those before. It
 * asks for one job every 100 ms; times of completion are those that the farm states.
 */
public final class MixedJobs {
    /**
     * What became of them.
     *
     * @param latencies from the planned moment of each interactive job until it was completed, in the order of submission
     * @param took from the submission of the batch job until the last job was completed
     */
    public record Outcome(List<Duration> latencies, Duration took) {}

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final FarmHttp batch;
    private final FarmHttp interactive;
    private final Duration patience;

    /**
     * @param batchWish fields of the batch job
     * @param interactiveWish fields of each interactive job
     * @param patience how long all may take
     */
    public MixedJobs(
            String url,
            ModelRef model,
            Map<String, Object> batchWish,
            Map<String, Object> interactiveWish,
            Duration patience) {
        var urgent = new LinkedHashMap<>(interactiveWish);
        urgent.put("priority", "interactive");
        this.batch = new FarmHttp(url, model, batchWish);
        this.interactive = new FarmHttp(url, model, urgent);
        this.patience = patience;
    }

    /** @throws UserError when a job is refused or ends otherwise than as succeeded */
    public Outcome run(int batchSamples, List<Duration> arrivals) {
        var answers = new ArrayList<CompletableFuture<String>>();
        var timer = Executors.newSingleThreadScheduledExecutor();
        var start = Instant.now();
        try {
            var job = batch.submitAndWait(batchSamples, 1);
            for (int i = 0; i < arrivals.size(); i++) {
                answers.add(submitAt(arrivals.get(i), i, timer, start));
            }
            var last = completedAt(job, start);
            var latencies = new ArrayList<Duration>();
            for (int i = 0; i < arrivals.size(); i++) {
                var completed = completedAt(answers.get(i).join(), start);
                latencies.add(Duration.between(start.plus(arrivals.get(i)), completed));
                last = completed.isAfter(last) ? completed : last;
            }
            return new Outcome(latencies, Duration.between(start, last));
        } finally {
            timer.shutdownNow();
        }
    }

    private CompletableFuture<String> submitAt(
            Duration arrival, long seed, ScheduledExecutorService timer, Instant start) {
        var id = new CompletableFuture<String>();
        var left = Duration.between(Instant.now(), start.plus(arrival));
        timer.schedule(
                () -> interactive.submit(1, seed).whenComplete((answer, failure) -> {
                    if (failure == null) {
                        id.complete(answer);
                    } else {
                        id.completeExceptionally(failure);
                    }
                }),
                Math.max(0, left.toNanos()),
                TimeUnit.NANOSECONDS);
        return id;
    }

    private Instant completedAt(String id, Instant start) {
        while (true) {
            var job = batch.job(id);
            if (JobLoad.hasSucceeded(job)) {
                return Instant.parse(job.path("completed_at").asText());
            }
            if (Duration.between(start, Instant.now()).compareTo(patience) > 0) {
                throw new UserError("job " + id + " was not done after " + patience.toMinutes() + " minutes");
            }
            try {
                Thread.sleep(LOOK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UserError("interrupted");
            }
        }
    }
}
