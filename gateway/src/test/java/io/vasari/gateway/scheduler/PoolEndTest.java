package io.vasari.gateway.scheduler;

import static io.vasari.gateway.scheduler.PoolFixture.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Priority;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs that are canceled, expire, or have ended. */
class PoolEndTest {
    private final PoolFixture pool = new PoolFixture();

    @Test
    void aQueuedJobThatIsCanceledNeverStarts() {
        pool.submit(job("j1", 10));
        pool.cancel("j1");
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.CANCELED);
        assertThat(pool.effects(Effect.Stop.class)).hasSize(1);
        assertThat(pool.slots(1)).isEmpty();
    }

    @Test
    void aRunningJobThatIsCanceledEndsWhenItsTasksHaveReported() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 1000));
        assertThat(pool.cancel("j1")).isEmpty();
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.PROCESSING);
        assertThat(pool.complete(tasks.get(0), 2000)).isEmpty();
        pool.stoppedByWorker(tasks.get(1));
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.CANCELED);
        assertThat(pool.statusOf("j1").done()).isEqualTo(64);
    }

    @Test
    void aCanceledJobDoesNotWaitForeverForItsTasks() {
        pool.slots(1);
        pool.submit(job("j1", 1000));
        pool.cancel("j1");
        pool.pass(Duration.ofSeconds(29));
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.PROCESSING);
        pool.pass(Duration.ofSeconds(1));
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.CANCELED);
        assertThat(pool.scheduler.released()).isZero();
    }

    @Test
    void aJobExpires() {
        var soon = Optional.of(pool.now.plusSeconds(5));
        pool.submit(job("j1", 10, "ada", Priority.BATCH, soon));
        pool.pass(Duration.ofSeconds(5));
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.EXPIRED);
        assertThat(pool.statusOf("j1").error().orElseThrow().code()).isEqualTo(FailureCode.JOB_EXPIRED);
    }

    @Test
    void aJobSubmittedAfterItsExpiryNeverStarts() {
        pool.slots(1);
        assertThat(pool.submit(job("j1", 10, "ada", Priority.BATCH, Optional.of(pool.now.minusSeconds(1)))))
                .isEmpty();
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.EXPIRED);
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
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(pool.store).isNotEmpty();
        pool.pass(Duration.ofMillis(100));
        assertThat(pool.store).isEmpty();
    }
}
