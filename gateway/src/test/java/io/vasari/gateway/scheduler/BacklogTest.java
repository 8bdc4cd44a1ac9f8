package io.vasari.gateway.scheduler;

import static io.vasari.gateway.scheduler.PoolFixture.MODEL;
import static io.vasari.gateway.scheduler.PoolFixture.START;
import static io.vasari.gateway.scheduler.PoolFixture.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Priority;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of the queue and of the predictions it rests on. */
class BacklogTest {
    private final PoolFixture pool = new PoolFixture();

    @Test
    void theOldestJobThatNothingWasReleasedOfSaysHowLongOneWaits() {
        pool.submit(job("j1", 10));
        pool.submit(job("j2", 10));
        assertThat(pool.scheduler.backlog().of(Priority.BATCH).waitsSince()).contains(START);
        assertThat(pool.scheduler.backlog().of(Priority.INTERACTIVE).waitsSince())
                .isEmpty();
        pool.slots(8);
        assertThat(pool.scheduler.backlog().of(Priority.BATCH).waitsSince()).isEmpty();
    }

    @Test
    void theLargestTenantHasItsShareOfAllSamples() {
        assertThat(pool.scheduler.backlog().largestTenantShare()).isZero();
        pool.submit(job("j1", 30));
        pool.submit(job("j2", 6, "bob", Priority.INTERACTIVE, Optional.empty()));
        pool.submit(job("j3", 4, "bob", Priority.BATCH, Optional.empty()));
        assertThat(pool.scheduler.backlog().samplesByTenant())
                .containsEntry("ada", 30L)
                .containsEntry("bob", 10L)
                .hasSize(2);
        assertThat(pool.scheduler.backlog().largestTenantShare()).isEqualTo(0.75);
    }

    @Test
    void completedTasksAreComparedWithTheirPrediction() {
        pool.slots(1);
        var first = pool.submit(job("j1", 1_000)).get(0);
        assertThat(pool.scheduler.forecasts()).isEmpty();
        pool.complete(first, 1_000);
        var guess = pool.scheduler.forecasts().get(MODEL);
        assertThat(guess.workSeconds()).isEqualTo(1);
        assertThat(guess.errorSeconds()).isEqualTo(Math.abs(guess.predictedSeconds() - 1), within(1e-9));

        pool.complete(first, 1_000);
        assertThat(pool.scheduler.forecasts().get(MODEL))
                .as("a report that comes again")
                .isEqualTo(guess);
    }

    @Test
    void failedTasksTellNothingOfPredictions() {
        pool.slots(1);
        var first = pool.submit(job("j1", 10)).get(0);
        pool.pass(Duration.ofSeconds(1));
        pool.fail(first, FailureCode.INVALID_REQUEST);
        assertThat(pool.scheduler.forecasts()).isEmpty();
    }
}
