package io.vasari.benchmarks.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.benchmarks.mixed.StaticQueue.Seat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StaticQueueTest {
    private static final List<Duration> ARRIVALS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(9));

    @Test
    void thoseWhoWaitComeFirstAndTheJobFillsTheBatch() {
        var queue = new StaticQueue(new MixedLoad(5, 50, 20, ARRIVALS), 3);

        assertThat(queue.next(Duration.ZERO))
                .containsExactly(new Seat(false, 0), new Seat(false, 1), new Seat(false, 2));
        assertThat(queue.next(Duration.ofSeconds(2)))
                .containsExactly(new Seat(true, 0), new Seat(true, 1), new Seat(false, 3));
    }

    @Test
    void nobodyIsSeatedBeforeHeComes() {
        var queue = new StaticQueue(new MixedLoad(1, 50, 20, ARRIVALS), 4);
        queue.next(Duration.ofSeconds(3));

        assertThat(queue.next(Duration.ofSeconds(4))).isEmpty();
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.arrival()).contains(Duration.ofSeconds(9));
        assertThat(queue.next(Duration.ofSeconds(9))).containsExactly(new Seat(true, 2));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void whoFindsNoSeatIsInTheNextBatch() {
        var queue = new StaticQueue(new MixedLoad(0, 50, 20, ARRIVALS), 1);

        assertThat(queue.next(Duration.ofSeconds(5))).containsExactly(new Seat(true, 0));
        assertThat(queue.next(Duration.ofSeconds(5))).containsExactly(new Seat(true, 1));
    }
}
