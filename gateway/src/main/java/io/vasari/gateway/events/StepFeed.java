package io.vasari.gateway.events;

import io.vasari.contracts.JobStatus;
import io.vasari.contracts.TaskProgress.Preview;
import io.vasari.gateway.jobs.JobsResource;
import io.vasari.gateway.progress.JobSteps;
import io.vasari.gateway.progress.RunningTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one client is told of the steps of one job: {@code steps} and {@code preview} events. They say how things stand, and
 * are not replayed: they have no id, and a client that comes back is told how things stand by then. Not safe for use by
 * many threads at once.
 */
final class StepFeed {
    /** Between two {@code steps} events. */
    static final Duration PACE = Duration.ofMillis(250);

    private Optional<JobSteps> steps = Optional.empty();
    private Instant stepsToldAt = Instant.EPOCH;
    private final Map<Integer, Preview> previews = new HashMap<>();

    /** @param running the tasks of the job that run */
    List<FeedEvent> look(JobStatus status, List<RunningTask> running, Instant now) {
        var events = new ArrayList<FeedEvent>();
        JobSteps.of(status, running)
                .filter(counted -> !steps.equals(Optional.of(counted)) && !now.isBefore(stepsToldAt.plus(PACE)))
                .ifPresent(counted -> {
                    steps = Optional.of(counted);
                    stepsToldAt = now;
                    events.add(new FeedEvent(Optional.empty(), "steps", counted));
                });
        var shown = running.stream().flatMap(task -> task.previews().stream()).toList();
        previews.keySet().retainAll(shown.stream().map(Preview::index).toList());
        for (var preview : shown) {
            if (!preview.equals(previews.put(preview.index(), preview))) {
                events.add(new FeedEvent(
                        Optional.empty(),
                        "preview",
                        PreviewDocument.of(status.job().id(), preview)));
            }
        }
        return events;
    }

    /** Content of a {@code preview} event. */
    record PreviewDocument(String id, int index, int step, int steps, String url) {
        /** The address is new with every step, so that a page that shows it loads it again. */
        static PreviewDocument of(String jobId, Preview preview) {
            return new PreviewDocument(
                    jobId,
                    preview.index(),
                    preview.stepsDone(),
                    preview.steps(),
                    "%s/%s/previews/%d.png?step=%d"
                            .formatted(JobsResource.PATH, jobId, preview.index(), preview.stepsDone()));
        }
    }
}
