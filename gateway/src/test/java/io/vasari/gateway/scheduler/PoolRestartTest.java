package io.vasari.gateway.scheduler;

import static io.vasari.gateway.scheduler.PoolFixture.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.JobState;
import io.vasari.contracts.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What another scheduler makes of the state of the one before. */
class PoolRestartTest {
    private final PoolFixture pool = new PoolFixture();

    @Test
    void aRestartGoesOnWhereItWas() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 192));
        pool.complete(tasks.get(0), 1500);
        pool.restart();
        assertThat(pool.slots(1)).as("two tasks are out already").isEmpty();
        assertThat(pool.complete(tasks.get(1), 1500)).isEmpty();
        pool.pass(Duration.ofSeconds(1));
        assertThat(pool.statusOf("j1").done()).isEqualTo(128);
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
    void aShardThatACrashSwallowedAsItsJobEndedIsIndexedWhenItsReportComesAgain() {
        pool.slots(1);
        var tasks = pool.submit(job("j1", 128));
        var before = Map.copyOf(pool.store);
        pool.complete(tasks.get(0), 2000);
        pool.complete(tasks.get(1), 2000);
        pool.index.get("j1").remove(tasks.get(1).range());
        pool.store.putAll(before);
        pool.restart();
        pool.complete(tasks.get(0), 2000);
        assertThat(pool.effects(Effect.Index.class)).isEmpty();
        pool.complete(tasks.get(1), 2000);
        assertThat(pool.effects(Effect.Index.class))
                .extracting(Effect.Index::key)
                .containsExactly("j1/0000000064");
        assertThat(pool.statusOf("j1").state()).isEqualTo(JobState.SUCCEEDED);
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
}
