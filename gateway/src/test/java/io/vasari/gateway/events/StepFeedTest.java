package io.vasari.gateway.events;

import static io.vasari.gateway.Samples.NOON;
import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.preview;
import static io.vasari.gateway.Samples.progress;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.FileStore;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskProgress.Preview;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.progress.JobSteps;
import io.vasari.gateway.progress.ProgressBoard;
import io.vasari.gateway.progress.RunningTasks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepFeedTest {
    @TempDir
    Path folder;

    private final Job job = job(id(1), 2);
    private final ProgressBoard board = new ProgressBoard(() -> NOON);
    private final RunningTasks running = new RunningTasks(board, new InMemoryFarm());
    private final StepFeed feed = new StepFeed();

    @Test
    void nothingNewIsToldTwice() {
        tell(0, 10, Optional.of(5));

        assertThat(names(look(NOON))).containsExactly("steps", "preview");
        assertThat(look(NOON.plusSeconds(9))).isEmpty();
    }

    @Test
    void stepsAreToldAtMostFourTimesASecondAndTheLastIsNotLost() {
        tell(0, 10, Optional.empty());
        look(NOON);
        tell(0, 11, Optional.empty());
        assertThat(look(NOON.plus(StepFeed.PACE).minusMillis(1))).isEmpty();
        tell(0, 12, Optional.empty());

        var event = look(NOON.plus(StepFeed.PACE)).get(0);

        assertThat(((JobSteps) event.content()).stepsDone()).isEqualTo(12);
    }

    @Test
    void everyPreviewIsTold() {
        tell(0, 5, Optional.of(5));
        look(NOON);
        tell(0, 5, Optional.of(6));
        tell(1, 3, Optional.of(6));

        assertThat(look(NOON.plusMillis(1)))
                .extracting(FeedEvent::content)
                .containsExactly(
                        new StepFeed.PreviewDocument(
                                job.id(), 0, 6, 20, "/v1/jobs/" + job.id() + "/previews/0.png?step=6"),
                        new StepFeed.PreviewDocument(
                                job.id(), 1, 6, 20, "/v1/jobs/" + job.id() + "/previews/1.png?step=6"));
    }

    @Test
    void noneOfItHasAnId() {
        tell(0, 10, Optional.of(5));

        assertThat(look(NOON)).hasSize(2).allMatch(event -> event.id().isEmpty());
    }

    private void tell(int index, long stepsDone, Optional<Integer> previewAt) {
        Optional<Preview> preview = previewAt.flatMap(step -> preview(FileStore.open(folder), job, index, step, 20));
        board.put(progress(job, new SampleRange(index, 1), stepsDone, 20, preview));
    }

    private List<FeedEvent> look(Instant now) {
        var status = status(job, JobState.PROCESSING, 0, 1);
        return feed.look(status, running.of(status), now);
    }

    private static List<String> names(List<FeedEvent> events) {
        return events.stream().map(FeedEvent::name).toList();
    }
}
