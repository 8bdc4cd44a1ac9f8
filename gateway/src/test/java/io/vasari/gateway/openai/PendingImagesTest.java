package io.vasari.gateway.openai;

import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.png;
import static io.vasari.gateway.Samples.preview;
import static io.vasari.gateway.Samples.shard;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.FileStore;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.SampleRange;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.Samples;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.jobs.JobBook;
import io.vasari.gateway.progress.Previews;
import io.vasari.gateway.progress.ProgressBoard;
import io.vasari.gateway.progress.RunningTasks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingImagesTest {
    @TempDir
    Path folder;

    private final InMemoryFarm farm = new InMemoryFarm();
    private final Job job = job(id(1), 3);
    private final SteppedClock clock = new SteppedClock();
    private final ProgressBoard board = new ProgressBoard(clock);
    private ArtifactStore store;
    private PendingImages pending;

    @BeforeEach
    void open() {
        store = FileStore.open(folder);
        var previews = new Previews(new RunningTasks(board, farm), store);
        pending = new PendingImages(
                job, new JobBook(farm), farm, store, clock, Duration.ofSeconds(60), new PartialImages(1, previews));
    }

    @Test
    void everyImageIsGivenOnceAsSoonAsItIsThere() {
        assertThat(pending.look()).as("the table does not show the job yet").isEmpty();
        farm.put(status(job, JobState.PROCESSING, 1, 2));
        farm.put(job.id(), shard(store, job, new SampleRange(2, 1)));

        assertThat(pending.look()).extracting(FinishedImage::index).containsExactly(2);
        assertThat(pending.look()).isEmpty();
        assertThat(pending.isOver()).isFalse();

        farm.put(job.id(), shard(store, job, new SampleRange(0, 2)));
        farm.put(status(job, JobState.SUCCEEDED, 3, 3));
        var last = pending.look();
        assertThat(last).extracting(FinishedImage::index).containsExactly(0, 1);
        assertThat(last.get(1).png()).isEqualTo(png(1));
        assertThat(pending.isOver()).isTrue();
    }

    @Test
    void theImagesAreAwaitedWhenTheEndIsKnownBeforeThem() {
        farm.put(status(job, JobState.SUCCEEDED, 3, 3));

        assertThat(pending.look()).isEmpty();
        assertThat(pending.isOver()).isFalse();

        farm.put(job.id(), shard(store, job, new SampleRange(0, 3)));
        assertThat(pending.look()).hasSize(3);
        assertThat(pending.isOver()).isTrue();
    }

    @Test
    void aJobThatFailsInPartGivesWhatThereIs() {
        farm.put(status(job, JobState.PARTIAL, 1, 3));
        farm.put(job.id(), shard(store, job, new SampleRange(1, 1)));

        assertThat(pending.look()).hasSize(1);
        assertThat(pending.isOver()).isTrue();
    }

    @Test
    void aJobThatFailsSaysWhy() {
        farm.put(new JobStatus(
                job,
                JobState.FAILED,
                0,
                3,
                3,
                Optional.empty(),
                Optional.of(Samples.NOON),
                Optional.of(new Failure(FailureCode.MODEL_UNLOADABLE, "no weights"))));

        assertThatThrownBy(pending::look)
                .hasMessage("job " + job.id() + " is failed without an image: no weights")
                .matches(e -> ((ProblemException) e).problem().is(ProblemType.NO_IMAGES));
    }

    @Test
    void anImageThatWasGivenHasNoPreviewAnyMore() {
        farm.put(status(job, JobState.PROCESSING, 0, 1));
        board.put(Samples.progress(job, new SampleRange(0, 1), 10, 20, preview(store, job, 0, 10, 20)));
        board.put(Samples.progress(job, new SampleRange(1, 2), 10, 40, preview(store, job, 1, 10, 20)));
        assertThat(pending.lookAtPartials())
                .as("nothing is known of the job yet")
                .isEmpty();

        farm.put(status(job, JobState.PROCESSING, 1, 2));
        farm.put(job.id(), shard(store, job, new SampleRange(0, 1)));
        assertThat(pending.look()).extracting(FinishedImage::index).containsExactly(0);

        assertThat(pending.lookAtPartials()).extracting(PartialImage::index).containsExactly(1);
        assertThat(pending.lookAtPartials()).isEmpty();
    }

    @Test
    void patienceEnds() {
        farm.put(status(job, JobState.PROCESSING, 0, 2));
        clock.now = clock.now.plusSeconds(60);
        assertThat(pending.look()).isEmpty();

        clock.now = clock.now.plusMillis(1);

        assertThatThrownBy(pending::look)
                .hasMessageContaining("was not done within 60 s (0 of 3 images)")
                .hasMessageContaining("/v1/jobs/" + job.id() + "/cancel ends it")
                .matches(e -> ((ProblemException) e).problem().status() == 504);
    }

    @Test
    void aGatewayWhoseTablesAreBeingRestoredIsWaitedFor() {
        farm.put(status(job, JobState.SUCCEEDED, 1, 3));
        farm.ready(false);

        assertThat(pending.look()).isEmpty();
        assertThat(pending.isOver()).isFalse();
    }

    private static final class SteppedClock extends Clock {
        private Instant now = Samples.NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
