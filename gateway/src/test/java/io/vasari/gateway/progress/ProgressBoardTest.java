package io.vasari.gateway.progress;

import static io.vasari.gateway.Samples.NOON;
import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Job;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskProgress;
import io.vasari.contracts.TaskProgress.Preview;
import io.vasari.gateway.Samples;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
    private final Job job = job(id(1), 100);
    private Instant now = NOON;
    private final ProgressBoard board = new ProgressBoard(() -> now);

    @Test
    void theLastWordOfEveryTaskCounts() {
        board.put(told(8, 8, 5));
        board.put(told(0, 8, 3));
        board.put(told(8, 8, 6));

        assertThat(board.tasks(job.id())).extracting(RunningTask::stepsDone).containsExactly(3L, 6L);
        assertThat(board.tasks(id(2))).isEmpty();
        assertThat(board.size()).isEqualTo(2);
    }

    @Test
    void aPreviewStaysUntilTheNextOfItsSample() {
        board.put(told(0, 8, 3, preview(1, 3)));
        board.put(told(0, 8, 4, preview(2, 4)));
        board.put(told(0, 8, 5));
        board.put(told(0, 8, 6, preview(1, 6)));

        assertThat(board.tasks(job.id()).get(0).previews()).containsExactly(preview(2, 4), preview(1, 6));
    }

    @Test
    void thePreviewsOfATaskAreBounded() {
        for (int index = 0; index < 100; index++) {
            board.put(told(0, 100, 100, preview(index, 1)));
        }

        assertThat(board.tasks(job.id()).get(0).previews())
                .hasSize(RunningTask.MOST_PREVIEWS)
                .contains(preview(99, 1))
                .doesNotContain(preview(0, 1));
    }

    @Test
    void aNewAttemptStartsAnewAndALateWordOfTheOldOneIsDropped() {
        board.put(told(0, 8, 100, preview(1, 20)));
        board.put(attempt(2, 0, 8, 1));
        board.put(told(0, 8, 101));

        var task = board.tasks(job.id()).get(0);
        assertThat(task.stepsDone()).isEqualTo(1);
        assertThat(task.previews()).isEmpty();
    }

    @Test
    void ofATaskThatRunsTwiceTheRunThatIsFurtherCounts() {
        board.put(told(0, 8, 100, preview(1, 20)));
        board.put(told(0, 8, 3, preview(1, 2)));
        board.put(told(0, 8, 101));
        board.put(told(0, 8, 4));

        var task = board.tasks(job.id()).get(0);
        assertThat(task.stepsDone()).isEqualTo(101);
        assertThat(task.previews()).containsExactly(preview(1, 20));
    }

    @Test
    void aTaskThatIsCutAnewTakesThePlaceOfTheOldOne() {
        board.put(told(0, 8, 100));
        board.put(told(8, 8, 7));
        board.put(attempt(2, 0, 4, 1));

        assertThat(board.tasks(job.id()))
                .extracting(RunningTask::range)
                .containsExactly(new SampleRange(0, 4), new SampleRange(8, 8));
    }

    @Test
    void aTaskThatIsNotHeardOfIsForgotten() {
        board.put(told(0, 8, 1));
        now = now.plus(ProgressBoard.FRESH);
        assertThat(board.tasks(job.id())).hasSize(1);

        now = now.plusMillis(1);
        assertThat(board.tasks(job.id())).isEmpty();
        board.put(told(8, 8, 1));
        assertThat(board.size()).isEqualTo(1);
    }

    @Test
    void beyondItsCapacityTheTasksToldOfLongestAgoAreForgotten() {
        for (int i = 0; i < ProgressBoard.CAPACITY; i++) {
            board.put(told(i, 1, 1));
        }
        board.put(told(0, 1, 2));
        board.put(Samples.progress(job(id(2), 1), new SampleRange(0, 1), 1, 20, Optional.empty()));

        assertThat(board.size()).isEqualTo(ProgressBoard.CAPACITY);
        assertThat(board.tasks(id(2))).hasSize(1);
        assertThat(board.tasks(job.id()))
                .hasSize(ProgressBoard.CAPACITY - 1)
                .extracting(task -> task.range().first())
                .contains(0)
                .doesNotContain(1);
    }

    @Test
    void tasksOfTwoJobsMayHaveOneName() {
        var one = told(0, 8, 1);
        board.put(one);
        board.put(new TaskProgress(one.taskId(), 1, id(2), one.range(), 0, 2, 160, Optional.empty(), "worker-1", NOON));

        assertThat(board.tasks(job.id()).get(0).stepsDone()).isEqualTo(1);
        assertThat(board.tasks(id(2)).get(0).stepsDone()).isEqualTo(2);
    }

    private TaskProgress told(int first, int count, long stepsDone) {
        return Samples.progress(job, new SampleRange(first, count), stepsDone, 20L * count, Optional.empty());
    }

    private TaskProgress told(int first, int count, long stepsDone, Preview preview) {
        return Samples.progress(job, new SampleRange(first, count), stepsDone, 20L * count, Optional.of(preview));
    }

    private TaskProgress attempt(int attempt, int first, int count, long stepsDone) {
        var told = told(first, count, stepsDone);
        return new TaskProgress(
                told.taskId(),
                attempt,
                told.jobId(),
                told.range(),
                0,
                stepsDone,
                told.steps(),
                Optional.empty(),
                "worker-2",
                NOON);
    }

    private Preview preview(int index, int step) {
        return new Preview(index, step, 20, new ArtifactRef(Preview.uriOf(job.id(), index), "00", 9, "image/png"));
    }
}
