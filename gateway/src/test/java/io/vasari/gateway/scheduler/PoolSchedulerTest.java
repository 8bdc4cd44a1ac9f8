package io.vasari.gateway.scheduler;

import static io.vasari.gateway.scheduler.PoolFixture.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolSchedulerTest {
    private final PoolFixture pool = new PoolFixture();

    private JobStatus status(String jobId) {
        return pool.arrived.get(jobId);
    }

    @Test
    void aJobWaitsQueuedUntilWorkersCome() {
        assertThat(pool.submit(job("j1", 10))).isEmpty();
        assertThat(status("j1").state()).isEqualTo(JobState.QUEUED);
        assertThat(pool.slots(1)).hasSize(1);
        assertThat(status("j1").state()).isEqualTo(JobState.PROCESSING);
        assertThat(status("j1").startedAt()).contains(pool.now);
    }

    @Test
    void aJobThatStartsAtOnceIsAnnouncedOnce() {
        pool.slots(1);
        pool.submit(job("j1", 1));
        assertThat(pool.effects(Effect.Announce.class))
                .extracting(announce -> announce.status().state())
                .containsExactly(JobState.PROCESSING);
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
    void aSampleReportedTwiceCountsOnce() {
        pool.slots(1);
        var task = pool.submit(job("j1", 200)).get(0);
        pool.complete(task, 2000);
        assertThat(pool.effects(Effect.Index.class)).hasSize(1);
        pool.complete(task, 2000);
        assertThat(pool.last).isEmpty();
        pool.pass(Duration.ofSeconds(1));
        assertThat(status("j1").done()).isEqualTo(64);
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
        assertThat(status("j1").done()).isEqualTo(64);
        while (!tasks.isEmpty()) {
            tasks.addAll(pool.complete(tasks.remove(0), 2000));
        }
        assertThat(status("j1").state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(status("j1").version()).isEqualTo(3);
    }

    @Test
    void interactiveJobsGoBeforeBatchJobs() {
        pool.submit(job("j1", 64));
        pool.submit(job("j2", 64, "bob", Priority.INTERACTIVE, Optional.empty()));
        assertThat(pool.slots(1)).extracting(Task::jobId).containsExactly("j2", "j1");
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
    void aTaskLostForTheFirstTimeGoesAgainAtOnce() {
        pool.slots(1);
        var task = pool.submit(job("j1", 1)).get(0);
        var again = pool.lose(task);
        assertThat(again).extracting(Task::attempt).containsExactly(2);
        assertThat(again.get(0).id()).isEqualTo(task.id());
        assertThat(pool.lose(task)).as("the same report again").isEmpty();
    }

    @Test
    void oneSuspectAtATimeIsOut() {
        pool.slots(2);
        var tasks = pool.submit(job("j1", 256));
        assertThat(tasks).hasSize(4);
        var first = pool.lose(tasks.get(0));
        assertThat(pool.lose(tasks.get(1))).isEmpty();
        assertThat(pool.complete(first.get(0), 2000))
                .extracting(Task::id)
                .containsExactly(tasks.get(1).id());
    }

    @Test
    void theLastAttemptOfALostTaskHasThePoolToItself() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 10_000));
        var second = pool.lose(tasks.get(0));
        assertThat(second).hasSize(1);
        var others = new ArrayList<>(pool.lose(second.get(0)));
        others.add(tasks.get(1));
        assertThat(pool.pass(Duration.ofSeconds(2)))
                .as("while something else is out")
                .isEmpty();
        List<Task> solo = List.of();
        for (var other : others) {
            solo = pool.complete(other, 2000);
        }
        assertThat(solo).extracting(Task::id).containsExactly(tasks.get(0).id());
        assertThat(solo.get(0).attempt()).isEqualTo(3);
        pool.lose(solo.get(0));
        var letter = pool.effects(Effect.Bury.class).get(0).letter();
        assertThat(letter.failure().code()).isEqualTo(FailureCode.WORKER_LOST);
        assertThat(letter.task().attempt()).isEqualTo(3);
        assertThat(pool.effects(Effect.Release.class)).as("the others go on").isNotEmpty();
    }

    @Test
    void aFailedTaskWaitsLongerEachTimeAndIsGivenUpAfterThree() {
        pool.slots(1);
        var task = pool.submit(job("j1", 1)).get(0);
        for (long millis : new long[] {500, 1000}) {
            assertThat(pool.fail(task, FailureCode.GENERATION_FAILED)).isEmpty();
            assertThat(pool.pass(Duration.ofMillis(millis * 79 / 100))).isEmpty();
            task = pool.pass(Duration.ofMillis(millis * 42 / 100)).get(0);
        }
        pool.fail(task, FailureCode.GENERATION_FAILED);
        assertThat(status("j1").state()).isEqualTo(JobState.FAILED);
        assertThat(status("j1").error().orElseThrow().code()).isEqualTo(FailureCode.GENERATION_FAILED);
        assertThat(status("j1").error().orElseThrow().message()).contains("1 of 1 samples failed", "it broke");
        assertThat(pool.effects(Effect.Bury.class)).hasSize(1);
    }

    @Test
    void wantOfCapacityIsMetWithFiveAttempts() {
        pool.slots(1);
        var task = pool.submit(job("j1", 1)).get(0);
        for (int attempt = 1; attempt < 5; attempt++) {
            pool.fail(task, FailureCode.STORE_FULL);
            task = pool.pass(Duration.ofSeconds(10)).get(0);
        }
        assertThat(task.attempt()).isEqualTo(5);
        pool.fail(task, FailureCode.STORE_FULL);
        assertThat(status("j1").state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void aFullStoreHoldsTheQueueBack() {
        pool.submit(job("j1", 100_000));
        var out = new ArrayList<>(pool.slots(1));
        int failed = 0;
        while (!out.isEmpty()) {
            out.addAll(pool.fail(out.remove(0), FailureCode.STORE_FULL));
            failed++;
        }
        assertThat(failed).as("tasks that found the store full").isEqualTo(8);
    }

    @Test
    void whatTheCallerGotWrongIsNotTriedAgain() {
        pool.slots(1);
        pool.fail(pool.submit(job("j1", 1)).get(0), FailureCode.MODEL_NOT_FOUND);
        assertThat(status("j1").state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void aJobOfWhichSomeTasksFailIsPartial() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 128));
        pool.fail(tasks.get(0), FailureCode.INVALID_REQUEST);
        pool.complete(tasks.get(1), 2000);
        assertThat(status("j1").state()).isEqualTo(JobState.PARTIAL);
        assertThat(status("j1").done()).isEqualTo(64);
        assertThat(status("j1").failed()).isEqualTo(64);
    }

    @Test
    void aTaskGivenUpThatIsDoneAfterAllCountsAsDone() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 128));
        pool.fail(tasks.get(0), FailureCode.INVALID_REQUEST);
        pool.complete(tasks.get(0), 2000);
        pool.complete(tasks.get(1), 2000);
        assertThat(status("j1").state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void silenceBeyondTheDeadlineIsAnAttempt() {
        pool.slots(1);
        var task = pool.submit(job("j1", 1)).get(0);
        assertThat(pool.pass(Duration.between(pool.now, task.deadline()))).isEmpty();
        var again = pool.pass(Duration.ofMillis(1));
        assertThat(again).extracting(Task::attempt).containsExactly(2);
        pool.complete(task, 5);
        assertThat(status("j1").state()).as("late, but done").isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void deadlinesRestWhileThereAreNoWorkers() {
        pool.slots(1);
        pool.submit(job("j1", 1));
        pool.slots(0);
        assertThat(pool.pass(Duration.ofHours(1))).isEmpty();
        assertThat(pool.slots(1)).isEmpty();
        assertThat(pool.pass(Duration.ofSeconds(59))).isEmpty();
        assertThat(pool.pass(Duration.ofSeconds(10))).hasSize(1);
    }

    @Test
    void aQueuedJobThatIsCanceledNeverStarts() {
        pool.submit(job("j1", 10));
        pool.cancel("j1");
        assertThat(status("j1").state()).isEqualTo(JobState.CANCELED);
        assertThat(pool.effects(Effect.Stop.class)).hasSize(1);
        assertThat(pool.slots(1)).isEmpty();
    }

    @Test
    void aRunningJobThatIsCanceledEndsWhenItsTasksHaveReported() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 1000));
        assertThat(pool.cancel("j1")).isEmpty();
        assertThat(status("j1").state()).isEqualTo(JobState.PROCESSING);
        assertThat(pool.complete(tasks.get(0), 2000)).isEmpty();
        pool.stoppedByWorker(tasks.get(1));
        assertThat(status("j1").state()).isEqualTo(JobState.CANCELED);
        assertThat(status("j1").done()).isEqualTo(64);
    }

    @Test
    void aCanceledJobDoesNotWaitForeverForItsTasks() {
        pool.slots(1);
        pool.submit(job("j1", 1000));
        pool.cancel("j1");
        pool.pass(Duration.ofSeconds(29));
        assertThat(status("j1").state()).isEqualTo(JobState.PROCESSING);
        pool.pass(Duration.ofSeconds(1));
        assertThat(status("j1").state()).isEqualTo(JobState.CANCELED);
        assertThat(pool.scheduler.released()).isZero();
    }

    @Test
    void aJobExpires() {
        var soon = Optional.of(pool.now.plusSeconds(5));
        pool.submit(job("j1", 10, "ada", Priority.BATCH, soon));
        pool.pass(Duration.ofSeconds(5));
        assertThat(status("j1").state()).isEqualTo(JobState.EXPIRED);
        assertThat(status("j1").error().orElseThrow().code()).isEqualTo(FailureCode.JOB_EXPIRED);
    }

    @Test
    void aJobSubmittedAfterItsExpiryNeverStarts() {
        pool.slots(1);
        assertThat(pool.submit(job("j1", 10, "ada", Priority.BATCH, Optional.of(pool.now.minusSeconds(1)))))
                .isEmpty();
        assertThat(status("j1").state()).isEqualTo(JobState.EXPIRED);
    }

    @Test
    void aJobIsForgottenOnceItsEndHasArrivedAndNotTakenAgain() {
        pool.slots(1);
        pool.complete(pool.submit(job("j1", 1)).get(0), 5);
        assertThat(pool.submit(job("j1", 1))).isEmpty();
        pool.pass(Duration.ofMillis(100));
        assertThat(pool.store).isEmpty();
        assertThat(pool.submit(job("j1", 1))).isEmpty();
    }

    @Test
    void anEndThatDoesNotArriveIsToldAgain() {
        pool.slots(1);
        pool.complete(pool.submit(job("j1", 1)).get(0), 5);
        pool.arrived.clear();
        pool.pass(Duration.ofSeconds(4));
        assertThat(pool.effects(Effect.Announce.class)).isEmpty();
        pool.pass(Duration.ofSeconds(1));
        assertThat(status("j1").state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(pool.store).isNotEmpty();
        pool.pass(Duration.ofMillis(100));
        assertThat(pool.store).isEmpty();
    }

    @Test
    void aRestartGoesOnWhereItWas() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 192));
        pool.complete(tasks.get(0), 2000);
        pool.restart();
        assertThat(pool.slots(1)).as("two tasks are out already").isEmpty();
        assertThat(pool.complete(tasks.get(1), 2000)).isEmpty();
        pool.pass(Duration.ofSeconds(1));
        assertThat(status("j1").done()).isEqualTo(128);
    }

    @Test
    void whatIsNotInTheIndexAfterARestartIsMadeAgain() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 128));
        pool.complete(tasks.get(0), 2000);
        pool.index.clear();
        pool.restart();
        assertThat(pool.slots(1))
                .extracting(Task::range)
                .containsExactly(tasks.get(0).range());
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

    @Test
    void theStateOfAHugeJobIsSmall() {
        pool.slots(4);
        var out = new ArrayList<>(pool.submit(job("j1", 1_000_000)));
        for (int i = 0; i < 500; i++) {
            out.addAll(pool.complete(out.remove(out.size() / 2), 100));
        }
        assertThat(pool.store.get("j1").length).isLessThan(2_000);
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
                new io.vasari.contracts.SampleRange(5, 10),
                42,
                Priority.BATCH,
                Instant.EPOCH,
                Instant.EPOCH);
        pool.complete(wrong, 5);
        assertThat(pool.last).isEmpty();
    }
}
