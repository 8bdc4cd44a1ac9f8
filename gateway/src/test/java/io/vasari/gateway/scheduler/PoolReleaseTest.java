package io.vasari.gateway.scheduler;

import static io.vasari.gateway.scheduler.PoolFixture.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which tasks go to the workers, how large, and when. */
class PoolReleaseTest {
    private final PoolFixture pool = new PoolFixture();

    @Test
    void aJobWaitsQueuedUntilWorkersCome() {
        assertThat(pool.submit(job("j1", 10))).isEmpty();
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.QUEUED);
        var started = pool.now;
        assertThat(pool.slots(1)).hasSize(1);
        pool.pass(Duration.ofMillis(100));
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.PROCESSING);
        assertThat(pool.statusOf("j1").startedAt()).contains(started);
    }

    @Test
    void noMoreThanTwoTasksPerSlotAreOut() {
        pool.submit(job("j1", 100_000));
        assertThat(pool.slots(3)).hasSize(6);
        assertThat(pool.pass(Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void everyReportLetsTheNextTaskGo() {
        pool.submit(job("j1", 100_000));
        var first = pool.slots(1);
        assertThat(pool.complete(first.get(0), 2000)).hasSize(1);
        assertThat(pool.scheduler.released()).isEqualTo(2);
    }

    @Test
    void shortTasksMayGoInGreaterNumber() {
        var task = pool.slots(1);
        assertThat(task).isEmpty();
        pool.complete(pool.submit(job("j0", 1)).get(0), 5);
        for (int i = 1; i < 100; i++) {
            pool.submit(job("j%03d".formatted(i), 1));
        }
        assertThat(pool.scheduler.released()).isEqualTo(16);
    }

    @Test
    void tasksGrowToTheTargetOfWork() {
        pool.slots(1);
        var task = pool.submit(job("j1", 100_000)).get(0);
        assertThat(task.range().count()).isEqualTo(64);
        var next = pool.complete(task, 64);
        assertThat(next.get(next.size() - 1).range().count()).isEqualTo(1024);
    }

    @Test
    void theEndOfAJobIsSpreadOverTheSlots() {
        pool.slots(1);
        pool.complete(pool.submit(job("j0", 64)).get(0), 640);
        pool.slots(4);
        var tasks = pool.submit(job("j1", 200));
        assertThat(tasks).extracting(task -> task.range().count()).startsWith(50, 38, 28);
    }

    @Test
    void interactiveJobsGoBeforeBatchJobs() {
        pool.submit(job("j1", 64));
        pool.submit(job("j2", 64, "bob", Priority.INTERACTIVE, Optional.empty()));
        assertThat(pool.slots(1)).extracting(Task::jobId).containsExactly("j2", "j1");
    }

    @Test
    void aBatchJobThatFillsTheWindowLeavesRoomForInteractiveTasks() {
        pool.slots(2);
        pool.submit(job("j1", 100_000));
        assertThat(pool.submit(interactive("j2", 1))).extracting(Task::jobId).containsExactly("j2");
    }

    @Test
    void interactiveTasksThatFindNoRoomHoldBatchTasksBack() {
        pool.slots(1);
        var batch = pool.submit(job("j1", 100_000)).get(0);
        var interactive = pool.submit(interactive("j2", 1000)).get(0);
        assertThat(pool.complete(batch, 2000)).isEmpty();
        assertThat(pool.complete(interactive, 2000)).extracting(Task::jobId).containsExactly("j2");
    }

    @Test
    void interactiveJobsThatNobodyTakesHoldUpNoBatchJob() {
        pool.slots(new PoolSlots(0, 1));
        assertThat(pool.submit(interactive("j1", 1))).isEmpty();
        assertThat(pool.submit(job("j2", 64))).extracting(Task::jobId).containsExactly("j2");
    }

    @Test
    void aJobIsSpreadOverTheSlotsOfItsPriority() {
        pool.slots(1);
        pool.complete(pool.submit(job("j0", 64)).get(0), 640);
        pool.slots(new PoolSlots(2, 8));
        assertThat(pool.submit(interactive("j1", 64)).get(0).range().count()).isEqualTo(32);
    }

    private static Job interactive(String id, int samples) {
        return job(id, samples, "ada", Priority.INTERACTIVE, Optional.empty());
    }

    @Test
    void tenantsShareByWorkAndNotByNumberOfJobs() {
        for (int i = 0; i < 10; i++) {
            pool.submit(job("a" + i, 640, "ada", Priority.BATCH, Optional.empty()));
        }
        pool.submit(job("b0", 640, "bob", Priority.BATCH, Optional.empty()));
        var released = new ArrayList<>(pool.slots(1));
        for (int i = 0; i < 16; i++) {
            released.addAll(pool.complete(released.get(i), 2000));
        }
        long bobs = released.stream().filter(task -> task.jobId().equals("b0")).count();
        assertThat(bobs).isBetween(8L, 10L);
    }

    @Test
    void withinATenantTheOldestJobGoesFirst() {
        pool.submit(job("j2", 128));
        pool.submit(job("j1", 128));
        assertThat(pool.slots(2)).extracting(Task::jobId).containsExactly("j1", "j1", "j2", "j2");
    }

    @Test
    void theBacklogTellsWhatIsLeftAndHowLongItTakes() {
        pool.slots(1);
        pool.complete(pool.submit(job("j0", 64)).get(0), 640);
        pool.submit(job("j1", 1000));
        var load = pool.scheduler.backlog().of(Priority.BATCH);
        assertThat(load.waitingSamples() + load.runningSamples()).isEqualTo(1000);
        assertThat(load.runningSamples()).isPositive();
        assertThat(load.deviceSeconds()).isBetween(9.0, 11.0);
    }
}
