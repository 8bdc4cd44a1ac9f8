package io.vasari.gateway.scheduler;

import static io.vasari.gateway.scheduler.PoolFixture.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Task;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What becomes of tasks that are lost, fail, or are not heard of. */
class PoolRetryTest {
    private final PoolFixture pool = new PoolFixture();

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
        for (var other : others) {
            assertThat(pool.complete(other, 2000))
                    .as("while the worker that went away may still be given tasks")
                    .isEmpty();
        }
        var solo = pool.pass(Duration.ofSeconds(1));
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
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.FAILED);
        assertThat(pool.statusOf("j1").error().orElseThrow().code()).isEqualTo(FailureCode.GENERATION_FAILED);
        assertThat(pool.statusOf("j1").error().orElseThrow().message()).contains("1 of 1 samples failed", "it broke");
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
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.FAILED);
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
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.FAILED);
    }

    @Test
    void silenceBeyondTheDeadlineIsAnAttempt() {
        pool.slots(1);
        var task = pool.submit(job("j1", 1)).get(0);
        assertThat(pool.pass(Duration.between(pool.now, task.deadline()))).isEmpty();
        var again = pool.pass(Duration.ofMillis(1));
        assertThat(again).extracting(Task::attempt).containsExactly(2);
        pool.complete(task, 5);
        assertThat(pool.statusOf("j1").state()).as("late, but done").isEqualTo(JobState.SUCCEEDED);
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
}
