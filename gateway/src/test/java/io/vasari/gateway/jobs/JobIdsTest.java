package io.vasari.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdsTest {
    private long now = 1_772_366_400_000L;
    private final JobIds ids = new JobIds(new Ticking(), new Random(1));

    @Test
    void idsSortByCreationWithinAMillisecondAndAcross() {
        var made = IntStream.range(0, 10_000)
                .mapToObj(i -> {
                    now += i % 100 == 0 ? 1 : 0;
                    return ids.next();
                })
                .toList();

        assertThat(made).isSorted().doesNotHaveDuplicates().allMatch(JobIds::isId);
    }

    @Test
    void aClockThatStepsBackDoesNotBreakTheOrder() {
        var before = ids.next();
        now -= 5_000;

        assertThat(ids.next()).isGreaterThan(before);
    }

    @Test
    void theTimeIsInFront() {
        now = 0;
        assertThat(new JobIds(new Ticking(), new Random(1)).next()).startsWith("0000000000");
        now = 33;
        assertThat(new JobIds(new Ticking(), new Random(1)).next()).startsWith("0000000011");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "01k5m3xq7e0v8d4t9n2hbsra6", "01K5M3XQ7E0V8D4T9N2HBSRA6C", "01k5m3xq7e0v8d4t9n2hbsra6u"})
    void whatIsNoIdIsNotTakenForOne(String text) {
        assertThat(JobIds.isId(text)).isFalse();
    }

    private final class Ticking extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    }
}
