package io.vasari.gateway.progress;

import static io.vasari.gateway.Samples.NOON;
import static io.vasari.gateway.Samples.id;
import static io.vasari.gateway.Samples.job;
import static io.vasari.gateway.Samples.progress;
import static io.vasari.gateway.Samples.shard;
import static io.vasari.gateway.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.artifacts.FileStore;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskProgress;
import io.vasari.gateway.InMemoryFarm;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of words of workers and a job's status. */
class JobStepsTest {
    private final Job job = job(id(1), 10);
    private final InMemoryFarm farm = new InMemoryFarm();
    private final ProgressBoard board = new ProgressBoard(() -> NOON);
    private final RunningTasks running = new RunningTasks(board, farm);

    @Test
    void samplesThatAreNotBegunCountAsThoseThatRun() {
        tell(0, 2, 15, 40);

        assertThat(steps(status(job, JobState.PROCESSING, 0, 1))).contains(new JobSteps(job.id(), 2, 15, 200, 0.075));
    }

    @Test
    void samplesThatAreStoredCountInFullAndOnce(@TempDir Path folder) {
        tell(0, 4, 79, 80);
        tell(4, 2, 10, 40);
        farm.put(job.id(), shard(FileStore.open(folder), job, new SampleRange(0, 4)));

        assertThat(steps(status(job, JobState.PROCESSING, 4, 2))).contains(new JobSteps(job.id(), 2, 90, 200, 0.45));
    }

    @Test
    void samplesThatAreFinishedAreNotInFlight() {
        board.put(new TaskProgress(
                "t", 1, job.id(), new SampleRange(0, 10), 3, 120, 200, Optional.empty(), "worker-1", NOON));

        assertThat(steps(status(job, JobState.PROCESSING, 0, 1))).contains(new JobSteps(job.id(), 7, 120, 200, 0.6));
    }

    @Test
    void samplesThatWereGivenUpCountInFull() {
        tell(8, 2, 20, 40);
        var half = status(job, JobState.PROCESSING, 4, 2);
        var failed = new JobStatus(job, half.state(), 4, 4, 3, half.startedAt(), Optional.empty(), Optional.empty());

        assertThat(steps(failed)).contains(new JobSteps(job.id(), 2, 180, 200, 0.9));
    }

    @Test
    void theShareNeverPassesOne() {
        tell(0, 10, 200, 200);

        assertThat(steps(status(job, JobState.PROCESSING, 9, 2)))
                .as("a task of which the end is not known yet")
                .contains(new JobSteps(job.id(), 10, 200, 200, 1));
    }

    @Test
    void withoutATaskThatRunsNothingIsSaid() {
        assertThat(steps(status(job, JobState.PROCESSING, 5, 2))).isEmpty();

        tell(0, 2, 15, 40);
        assertThat(steps(status(job, JobState.CANCELED, 5, 2))).as("over").isEmpty();
    }

    @Test
    void aTaskOfSamplesThatTheJobDoesNotHaveIsNotOfIt() {
        tell(9, 2, 15, 40);

        assertThat(steps(status(job, JobState.PROCESSING, 0, 1))).isEmpty();
    }

    private void tell(int first, int count, long stepsDone, long steps) {
        board.put(progress(job, new SampleRange(first, count), stepsDone, steps, Optional.empty()));
    }

    private Optional<JobSteps> steps(JobStatus status) {
        return JobSteps.of(status, running.of(status));
    }
}
