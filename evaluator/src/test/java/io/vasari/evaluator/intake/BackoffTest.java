package io.vasari.evaluator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));

    @Test
    void waitsDoubleUpToTheLimit() {
        assertThat(backoff.after(1)).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.after(2)).isEqualTo(Duration.ofMillis(400));
        assertThat(backoff.after(4)).isEqualTo(Duration.ofMillis(1600));
        assertThat(backoff.after(5)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.after(1000)).isEqualTo(Duration.ofSeconds(2));
    }
}
