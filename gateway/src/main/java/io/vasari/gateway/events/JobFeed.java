package io.vasari.gateway.events;

import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.jobs.EvaluationDocument;
import io.vasari.gateway.jobs.JobDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one client is told of one job: it is shown how the job stands, again and again, and says what is new. Not safe for
 * use by many threads at once.
 */
final class JobFeed {
    /** How long after the end of a job its last evaluation is waited for. */
    static final Duration EVALUATION_PATIENCE = Duration.ofSeconds(60);

    private final boolean judged;
    private FeedPosition position;
    private Optional<JobState> state = Optional.empty();
    private boolean over;

    /**
     * @param from what the client has seen
     * @param judged whether the job's model has a critic
     */
    JobFeed(FeedPosition from, boolean judged) {
        this.position = from;
        this.judged = judged;
    }

    /** A new state is a {@code status}, a new count a {@code progress}. */
    List<FeedEvent> look(JobStatus status, Optional<JobEvaluation> evaluation, Instant now) {
        var events = new ArrayList<FeedEvent>();
        if (status.version() != position.version()) {
            position = new FeedPosition(status.version(), position.evaluated());
            events.add(
                    state.isPresent() && state.get() == status.state()
                            ? event("progress", Progress.of(status))
                            : event("status", JobDocument.of(status, evaluation)));
        }
        state = Optional.of(status.state());
        evaluation.filter(said -> said.samples() != position.evaluated()).ifPresent(said -> {
            position = new FeedPosition(position.version(), said.samples());
            events.add(event("evaluation", EvaluationDocument.of(said, status)));
        });
        over = status.state().isTerminal() && !awaitsEvaluation(status, now);
        return events;
    }

    /** Whether nothing more will come. */
    boolean isOver() {
        return over;
    }

    private boolean awaitsEvaluation(JobStatus status, Instant now) {
        return judged
                && position.evaluated() < status.done()
                && status.completedAt()
                        .map(end -> now.isBefore(end.plus(EVALUATION_PATIENCE)))
                        .orElse(false);
    }

    private FeedEvent event(String name, Object content) {
        return new FeedEvent(Optional.of(position.id()), name, content);
    }

    /** Content of a {@code progress} event. */
    record Progress(String id, JobState status, JobDocument.Samples samples) {
        static Progress of(JobStatus status) {
            return new Progress(status.job().id(), status.state(), JobDocument.samplesOf(status));
        }
    }
}
