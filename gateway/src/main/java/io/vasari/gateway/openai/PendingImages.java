package io.vasari.gateway.openai;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.Failure;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.jobs.JobBook;
import io.vasari.gateway.view.FarmView;
import io.vasari.gateway.view.ViewNotReadyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One job whose images are waited for: looked at again and again, it gives each image once, as soon as it is there. Not safe
 * for use by many threads at once.
 */
final class PendingImages {
    private final Job job;
    private final JobBook book;
    private final FarmView view;
    private final ArtifactStore store;
    private final Clock clock;
    private final Duration patience;
    private final PartialImages partials;
    private final Instant deadline;
    private final BitSet shown = new BitSet();
    private Optional<JobStatus> seen = Optional.empty();
    private boolean over;

    /**
     * @param patience how long the images are waited for
     * @param partials of this job
     */
    PendingImages(
            Job job,
            JobBook book,
            FarmView view,
            ArtifactStore store,
            Clock clock,
            Duration patience,
            PartialImages partials) {
        this.job = job;
        this.book = book;
        this.view = view;
        this.store = store;
        this.clock = clock;
        this.patience = patience;
        this.partials = partials;
        this.deadline = clock.instant().plus(patience);
    }

    Job job() {
        return job;
    }

    /** Whether all images that there will ever be were given. */
    boolean isOver() {
        return over;
    }

    /**
     * The images that are new.
     *
     * @throws ProblemException when the job ended without any, or has not ended in time
     */
    List<FinishedImage> look() {
        var news = new ArrayList<FinishedImage>();
        try {
            var status = book.find(job.id()).orElseGet(() -> JobStatus.queued(job));
            seen = Optional.of(status);
            if (status.done() > shown.cardinality()) {
                collect(news);
            }
            // The shards may be announced a moment after the end.
            over = status.state().isTerminal() && shown.cardinality() >= status.done();
            if (over && status.done() == 0) {
                throw new ProblemException(ProblemType.NO_IMAGES, ending(status));
            }
        } catch (ViewNotReadyException e) {
            // A gateway that starts again is waited for like a farm that is slow.
        }
        if (!over && clock.instant().isAfter(deadline)) {
            throw new ProblemException(
                    ProblemType.TIMED_OUT,
                    "job " + job.id() + " was not done within " + patience.toSeconds() + " s (" + shown.cardinality()
                            + " of " + job.samples() + " images); it goes on: GET /v1/jobs/" + job.id()
                            + " says how far it is, POST /v1/jobs/" + job.id() + "/cancel ends it");
        }
        return news;
    }

    /** The previews that are new as of the last look. */
    List<PartialImage> lookAtPartials() {
        try {
            return seen.map(status -> partials.look(status, shown::get)).orElse(List.of());
        } catch (ViewNotReadyException e) {
            return List.of();
        }
    }

    /** The time by its clock. */
    Instant now() {
        return clock.instant();
    }

    private void collect(List<FinishedImage> news) {
        for (var shard : view.shards(job.id(), 0, job.samples())) {
            for (int index = shard.range().first(); index < shard.range().end(); index++) {
                if (!shown.get(index)) {
                    news.add(new FinishedImage(
                            index, store.read(shard.artifact().uri(), shard.offsetOf(index), shard.sizeOf(index))));
                    shown.set(index);
                }
            }
        }
    }

    private static String ending(JobStatus status) {
        return "job " + status.job().id() + " is " + status.state().name().toLowerCase(Locale.ROOT)
                + " without an image"
                + status.error().map(Failure::message).map(why -> ": " + why).orElse("");
    }
}
