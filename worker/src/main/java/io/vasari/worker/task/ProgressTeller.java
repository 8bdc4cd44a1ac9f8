package io.vasari.worker.task;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskProgress;
import io.vasari.worker.batch.Generation;
import io.vasari.worker.batch.SamplePreview;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Tells how far tasks are, at most once in {@link #PERIOD} for each, and only when something has happened; with previews, if
 * somebody waits for the task. Nothing of it can fail a task. Not safe for use by many threads at once; every slot has its
 * own.
 */
public final class ProgressTeller {
    static final Duration PERIOD = Duration.ofMillis(500);

    private static final Logger LOG = Logger.getLogger(ProgressTeller.class);

    private final String worker;
    private final ProgressReports reports;
    private final ArtifactStore store;
    private final Optional<Duration> previewPeriod;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final PreviewEncoder encoder = new PreviewEncoder();
    private long lastTold;
    private long lastPreview;
    private long stepsTold;
    private final Set<Integer> previewed = new HashSet<>();

    /**
     * @param worker id of this worker
     * @param previewPeriod between previews of an interactive task; empty for no previews
     * @param nanos monotonic clock
     */
    public ProgressTeller(
            String worker,
            ProgressReports reports,
            ArtifactStore store,
            Optional<Duration> previewPeriod,
            InstantSource clock,
            LongSupplier nanos) {
        this.worker = worker;
        this.reports = reports;
        this.store = store;
        this.previewPeriod = previewPeriod;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** A task begins. */
    void begin() {
        long now = nanos.getAsLong();
        lastTold = now - PERIOD.toNanos();
        lastPreview = now;
        stepsTold = 0;
        previewed.clear();
    }

    /** A task is over: its previews go, because whoever looks from now on sees what has become of it. */
    void end(Task task) {
        for (int index : previewed) {
            try {
                store.delete(TaskProgress.Preview.uriOf(task.jobId(), index), Instant.MAX);
            } catch (StoreException e) {
                LOG.debugf("a preview of %s stays: %s", task.id(), e);
            }
        }
        previewed.clear();
    }

    /** To be called often while it is painted; most calls do nothing. */
    void look(Task task, Generation generation) {
        var progress = generation.progress();
        long now = nanos.getAsLong();
        if (progress.stepsDone() == stepsTold || now - lastTold < PERIOD.toNanos()) {
            return;
        }
        lastTold = now;
        stepsTold = progress.stepsDone();
        askForPreview(task, generation, now);
        reports.publish(new TaskProgress(
                task.id(),
                task.attempt(),
                task.jobId(),
                task.range(),
                progress.samplesDone(),
                progress.stepsDone(),
                progress.steps(),
                generation.takePreview().flatMap(preview -> preview(task, preview)),
                worker,
                clock.instant()));
    }

    private void askForPreview(Task task, Generation generation, long now) {
        boolean due = previewPeriod
                .filter(period -> now - lastPreview >= period.toNanos())
                .isPresent();
        if (due && task.priority() == Priority.INTERACTIVE) {
            lastPreview = now;
            generation.requestPreview();
        }
    }

    private Optional<TaskProgress.Preview> preview(Task task, SamplePreview preview) {
        try {
            byte[] png = encoder.encode(preview.picture());
            previewed.add(preview.index());
            ArtifactRef image = store.put(
                    TaskProgress.Preview.uriOf(task.jobId(), preview.index()),
                    PreviewEncoder.MEDIA_TYPE,
                    png,
                    png.length);
            return Optional.of(new TaskProgress.Preview(preview.index(), preview.stepsDone(), preview.steps(), image));
        } catch (StoreException | IllegalArgumentException e) {
            LOG.debugf("no preview of %s: %s", task.id(), e);
            return Optional.empty();
        }
    }
}
