package io.vasari.gateway.scheduler;

import static io.vasari.gateway.scheduler.PoolFixture.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What counts as done, and how it is told. */
class PoolCountTest {
    private final PoolFixture pool = new PoolFixture();

    @Test
    void aJobThatStartsAtOnceIsAnnouncedOnce() {
        pool.slots(1);
        pool.submit(job("j1", 1));
        assertThat(pool.effects(Effect.Announce.class))
                .extracting(announce -> announce.status().state())
                .containsExactly(JobState.PROCESSING);
    }

    @Test
    void aWaitingJobThatIsQuicklyDoneIsNotToldToBeAtWork() {
        pool.submit(job("j1", 1));
        var task = pool.slots(1).get(0);
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.QUEUED);
        pool.now = pool.now.plusMillis(99);
        pool.complete(task, 50);
        assertThat(pool.effects(Effect.Announce.class))
                .extracting(announce -> announce.status().state())
                .containsExactly(JobState.SUCCEEDED);
    }

    @Test
    void aWaitingJobIsToldToBeAtWorkAfterAMoment() {
        pool.submit(job("j1", 1));
        pool.slots(1);
        pool.pass(Duration.ofMillis(100));
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.PROCESSING);
    }

    @Test
    void aSampleReportedTwiceCountsOnce() {
        pool.slots(1);
        var task = pool.submit(job("j1", 200)).get(0);
        pool.complete(task, 2000);
        assertThat(pool.effects(Effect.Index.class)).hasSize(1);
        pool.complete(task, 2000);
        assertThat(pool.last).isEmpty();
        pool.pass(Duration.ofSeconds(1));
        assertThat(pool.statusOf("j1").done()).isEqualTo(64);
    }

    @Test
    void progressIsToldAtMostFourTimesASecondAndAnEndAtOnce() {
        pool.slots(1);
        var tasks = new ArrayList<>(pool.submit(job("j1", 256)));
        pool.now = pool.now.plusMillis(10);
        tasks.addAll(pool.complete(tasks.remove(0), 2000));
        assertThat(pool.effects(Effect.Announce.class)).isEmpty();
        pool.pass(Duration.ofMillis(100));
        assertThat(pool.effects(Effect.Announce.class)).isEmpty();
        pool.pass(Duration.ofMillis(150));
        assertThat(pool.statusOf("j1").done()).isEqualTo(64);
        while (!tasks.isEmpty()) {
            tasks.addAll(pool.complete(tasks.remove(0), 2000));
        }
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(pool.statusOf("j1").version()).isEqualTo(3);
    }

    @Test
    void aJobOfWhichSomeTasksFailIsPartial() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 128));
        pool.fail(tasks.get(0), FailureCode.INVALID_REQUEST);
        pool.complete(tasks.get(1), 2000);
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.PARTIAL);
        assertThat(pool.statusOf("j1").done()).isEqualTo(64);
        assertThat(pool.statusOf("j1").failed()).isEqualTo(64);
    }

    @Test
    void aTaskGivenUpThatIsDoneAfterAllCountsAsDone() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 128));
        pool.fail(tasks.get(0), FailureCode.INVALID_REQUEST);
        pool.complete(tasks.get(0), 2000);
        pool.complete(tasks.get(1), 2000);
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aReportBeyondTheJobIsIgnored() {
        pool.slots(1);
        var task = pool.submit(job("j1", 10)).get(0);
        var wrong = new Task(
                "j1/5-10",
                1,
                "j1",
                "default",
                task.model(),
                new SampleRange(5, 10),
                42,
                Priority.BATCH,
                Instant.EPOCH,
                Instant.EPOCH);
        pool.complete(wrong, 5);
        assertThat(pool.last).isEmpty();
    }
}
