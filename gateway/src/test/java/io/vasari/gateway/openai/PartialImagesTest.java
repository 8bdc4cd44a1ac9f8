package io.vasari.gateway.openai;

import static io.vasari.gateway.Samples.NOON;
import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.png;
import static io.vasari.gateway.Samples.preview;
import static io.vasari.gateway.Samples.progress;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.FileStore;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskProgress;
import io.vasari.gateway.InMemoryFarm;
import io.vasari.gateway.progress.Previews;
import io.vasari.gateway.progress.ProgressBoard;
import io.vasari.gateway.progress.RunningTasks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialImagesTest {
    @TempDir
    Path folder;

    private final Job job = job(id(1), 2);
    private final ProgressBoard board = new ProgressBoard(() -> NOON);
    private ArtifactStore store;

    @BeforeEach
    void open() {
        store = FileStore.open(folder);
    }

    @Test
    void theyAreSpreadOverTheSteps() {
        var partials = partials(3);
        var steps = new ArrayList<Integer>();
        for (int step = 1; step <= 20; step++) {
            tell(0, step);
            if (!look(partials).isEmpty()) {
                steps.add(step);
            }
        }

        assertThat(steps).containsExactly(5, 10, 15);
    }

    @Test
    void theyAreCountedFromZeroForEachImage() {
        var partials = partials(2);
        tell(0, 7);
        tell(1, 12);
        var first = look(partials);
        tell(0, 19);
        tell(1, 19);
        var second = look(partials);

        assertThat(first).extracting(PartialImage::index).containsExactly(0, 1);
        assertThat(first).extracting(PartialImage::number).containsExactly(0, 0);
        assertThat(first.get(1).png()).isEqualTo(png(12));
        assertThat(second).extracting(PartialImage::number).containsExactly(1, 1);
    }

    @Test
    void anImageThatIsPaintedQuicklyHasFewer() {
        var partials = partials(3);
        tell(0, 18);

        assertThat(look(partials)).hasSize(1);
        tell(0, 19);
        assertThat(look(partials)).isEmpty();
    }

    @Test
    void noneAreReadWhenNoneAreAskedFor() {
        tell(0, 10);

        assertThat(look(partials(0))).isEmpty();
    }

    @Test
    void onesThatAreGoneAreLeftOutAndNotCounted() {
        var partials = partials(1);
        tell(0, 10);
        store.delete(TaskProgress.Preview.uriOf(job.id(), 0), Instant.MAX);
        assertThat(look(partials)).isEmpty();

        tell(0, 14);
        assertThat(look(partials)).extracting(PartialImage::number).containsExactly(0);
    }

    @Test
    void oneThatIsTooLargeIsNotRead() {
        var partials = partials(1);
        tell(0, 10);
        store.put(
                TaskProgress.Preview.uriOf(job.id(), 0),
                "image/png",
                new byte[Previews.MAX_BYTES + 1],
                Previews.MAX_BYTES + 1);

        assertThat(look(partials)).isEmpty();
    }

    @Test
    void anImageThatIsDoneHasNoneAnyMore() {
        tell(0, 10);
        tell(1, 10);

        var news = partials(1).look(status(job, JobState.PROCESSING, 0, 1), index -> index == 0);

        assertThat(news).extracting(PartialImage::index).containsExactly(1);
    }

    private PartialImages partials(int most) {
        return new PartialImages(most, new Previews(new RunningTasks(board, new InMemoryFarm()), store));
    }

    private List<PartialImage> look(PartialImages partials) {
        return partials.look(status(job, JobState.PROCESSING, 0, 1), index -> false);
    }

    private void tell(int index, int step) {
        board.put(progress(job, new SampleRange(index, 1), step, 20, preview(store, job, index, step, 20)));
    }
}
