package io.vasari.worker.intake;

import static io.vasari.worker.task.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.contracts.TaskEvent;
import io.vasari.worker.batch.PaperDevice;
import io.vasari.worker.task.Fixtures.Outcomes;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Takes half a minute, because a broker grants no lock shorter than 15 s. */
@Timeout(300)
class LongTaskIT {
    @TempDir
    Path dir;

    @Test
    void aTaskLongerThanItsLockIsRenewedAndRunsOnce() throws Exception {
        var outcomes = new Outcomes();
        try (var farm = new Farm(dir)) {
            farm.provision("long", Duration.ofSeconds(15));
            var task = task("long", 0, 1);
            var device = new PaperDevice(64);
            try (var worker = farm.worker("w1", "long", 2, device, outcomes)) {
                device.beforeBatch(batch ->
                        await().atMost(Duration.ofSeconds(120)).until(() -> worker.intake.renewals.get() >= 3));
                farm.send("long", task);

                await().atMost(Duration.ofSeconds(120)).until(() -> farm.lag("long") == 0);

                assertThat(worker.intake.lost).hasValue(0);
            }
            assertThat(outcomes.published()).isEqualTo(1);
            assertThat(outcomes.of(task)).isInstanceOf(TaskEvent.Completed.class);
        }
    }
}
