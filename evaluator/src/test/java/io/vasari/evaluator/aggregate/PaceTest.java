package io.vasari.evaluator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant START = Instant.EPOCH;
    private final Pace<String> pace = new Pace<>(Duration.ofMillis(300));

    private static Instant at(long millis) {
        return START.plusMillis(millis);
    }

    @Test
    void firstChangeIsPublishedAtOnceAndTheLastOneWithinTheInterval() {
        assertThat(pace.changed("a", at(0))).isTrue();
        assertThat(pace.changed("a", at(100))).isFalse();
        assertThat(pace.changed("a", at(200))).isFalse();
        assertThat(pace.due(at(299))).isEmpty();
        assertThat(pace.due(at(300))).containsExactly("a");
        assertThat(pace.due(at(600))).isEmpty();
    }

    @Test
    void jobThatNeverStopsChangingIsPublishedOncePerInterval() {
        int published = 0;
        for (int millis = 0; millis < 3000; millis += 10) {
            published += pace.changed("a", at(millis)) ? 1 : 0;
            published += pace.due(at(millis)).size();
        }
        assertThat(published).isEqualTo(10);
    }

    @Test
    void jobsDoNotWaitForEachOther() {
        assertThat(pace.changed("a", at(0))).isTrue();
        assertThat(pace.changed("b", at(1))).isTrue();
    }

    @Test
    void whatIsOwedIsDueAtOnce() {
        pace.owe("a");
        assertThat(pace.due(at(0))).containsExactly("a");
        assertThat(pace.due(at(1))).isEmpty();
    }
}
