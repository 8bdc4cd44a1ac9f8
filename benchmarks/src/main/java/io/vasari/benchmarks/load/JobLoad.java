package io.vasari.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.UserError;
import io.vasari.contracts.ModelRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Submits many jobs of one model and waits until all have succeeded. Nobody else may use the farm meanwhile: the newest
 * jobs are taken to be its own. While it waits it asks for one job every 25 ms; times are those that the farm states.
 */
public final class JobLoad {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);
    private static final int PAGE = 500;
    private static final List<String> ENDED_OTHERWISE = List.of("partial", "failed", "canceled", "expired");

    private final FarmHttp farm;
    private final int inFlight;
    private final Duration patience;

    /** @param inFlight most submissions that wait for an answer at a time */
    public JobLoad(String url, ModelRef model, int inFlight) {
        this(url, model, Map.of(), inFlight, USUAL_PATIENCE);
    }

    /**
     * @param wish what every job asks for beside samples and seed: field to value
     * @param patience how long a load may take
     */
    public JobLoad(String url, ModelRef model, Map<String, Object> wish, int inFlight, Duration patience) {
        this.farm = new FarmHttp(url, model, wish);
        this.inFlight = inFlight;
        this.patience = patience;
    }

    /** Most samples that the farm takes in one job. */
    public int largestJob() {
        return farm.modelCard().path("parameters").path("samples").path("max").asInt(Integer.MAX_VALUE);
    }

    /** As many samples as that in jobs that are as large as can be. */
    public LoadRun samples(int samples) {
        int jobs = Math.max(1, (int) Math.ceil((double) samples / largestJob()));
        return run(jobs, samples / jobs);
    }

    /** @throws UserError when a job is refused or ends otherwise than as succeeded */
    public LoadRun run(int jobs, int samplesPerJob) {
        var submittedAt = Instant.now();
        String newest = submit(jobs, samplesPerJob);
        var acceptedAt = Instant.now();
        var ended = awaitAll(jobs, newest, submittedAt);
        return new LoadRun(
                jobs,
                jobs * samplesPerJob,
                submittedAt,
                acceptedAt,
                earliest(ended, "started_at"),
                latest(ended, "completed_at"));
    }

    /** @return the newest of them: ids sort by time */
    private String submit(int jobs, int samplesPerJob) {
        var free = new Semaphore(inFlight);
        var answers = new ArrayList<CompletableFuture<String>>(jobs);
        for (int job = 0; job < jobs; job++) {
            free.acquireUninterruptibly();
            answers.add(farm.submit(samplesPerJob, job).whenComplete((done, failure) -> free.release()));
        }
        return answers.stream()
                .map(CompletableFuture::join)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** A list may still lack what was accepted a moment ago, so it is asked for only once the newest has succeeded. */
    private List<JsonNode> awaitAll(int jobs, String newestId, Instant submittedAt) {
        while (!hasSucceeded(farm.job(newestId))) {
            pause(submittedAt);
        }
        while (true) {
            var newest = newest(jobs);
            if (newest.stream().allMatch(JobLoad::hasSucceeded)) {
                return newest;
            }
            pause(submittedAt);
        }
    }

    private List<JsonNode> newest(int jobs) {
        var found = new ArrayList<JsonNode>(jobs);
        String cursor = "";
        while (found.size() < jobs) {
            var page = farm.newestJobs(Math.min(PAGE, jobs - found.size()), cursor);
            page.path("jobs").forEach(found::add);
            cursor = page.path("next_cursor").asText("");
            if (cursor.isEmpty() && found.size() < jobs) {
                throw new UserError("the farm lists " + found.size() + " jobs of the " + jobs + " that it accepted");
            }
        }
        return found;
    }

    /**
     * Waits until the farm's evaluator has judged every sample of the load.
     *
     * @return when it had
     * @throws UserError when it does not within the patience
     */
    public Instant awaitJudged(LoadRun run) {
        while (!newest(run.jobs()).stream().allMatch(JobLoad::isJudged)) {
            pause(run.completedAt());
        }
        return Instant.now();
    }

    private static boolean isJudged(JsonNode job) {
        return job.path("evaluation").path("samples").asLong()
                == job.path("samples").path("requested").asLong();
    }

    static boolean hasSucceeded(JsonNode job) {
        String status = job.path("status").asText();
        if (ENDED_OTHERWISE.contains(status)) {
            throw new UserError("job " + job.path("id").asText() + " ended as " + status + ": " + job.path("error"));
        }
        return status.equals("succeeded");
    }

    private void pause(Instant since) {
        if (Duration.between(since, Instant.now()).compareTo(patience) > 0) {
            throw new UserError("the load was not done after " + patience.toMinutes() + " minutes");
        }
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }

    private static Instant earliest(List<JsonNode> jobs, String field) {
        return times(jobs, field).min(Instant::compareTo).orElseThrow();
    }

    private static Instant latest(List<JsonNode> jobs, String field) {
        return times(jobs, field).max(Instant::compareTo).orElseThrow();
    }

    private static Stream<Instant> times(List<JsonNode> jobs, String field) {
        return jobs.stream().map(job -> Instant.parse(job.path(field).asText()));
    }
}
