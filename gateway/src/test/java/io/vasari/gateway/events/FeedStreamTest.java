package io.vasari.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.gateway.view.ViewNotReadyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedStreamTest {
    private static final FeedEvent EVENT = new FeedEvent(Optional.of("1-0"), "progress", "");
    private static final long HEARTBEAT_TICKS = FeedStream.HEARTBEAT.dividedBy(FeedStream.TICK);

    @Test
    void aSilentFeedBeatsEveryFifteenSeconds() {
        var stream = new FeedStream(() -> false, List::of);

        var beats = LongStream.range(0, 3 * HEARTBEAT_TICKS + 10)
                .filter(tick -> !stream.at(tick).isEmpty())
                .boxed()
                .toList();

        assertThat(beats).hasSize(3).allMatch(tick -> tick % HEARTBEAT_TICKS < 9);
    }

    @Test
    void anEventPutsTheHeartbeatOff() {
        var news = new ArrayList<FeedEvent>();
        var stream = new FeedStream(() -> false, () -> List.copyOf(news));
        LongStream.range(0, HEARTBEAT_TICKS - 1).forEach(stream::at);

        news.add(EVENT);
        assertThat(stream.at(HEARTBEAT_TICKS - 3)).containsExactly(Optional.of(EVENT));
        news.clear();

        assertThat(stream.at(HEARTBEAT_TICKS)).isEmpty();
    }

    @Test
    void anOldFeedLooksLessOften() {
        var looks = new ArrayList<Long>();
        long[] now = {0};
        var stream = new FeedStream(() -> false, () -> {
            looks.add(now[0]);
            return List.of();
        });
        for (now[0] = 0; now[0] < 400; now[0]++) {
            stream.at(now[0]);
        }

        assertThat(looks.stream().filter(tick -> tick < 200)).hasSize(200);
        assertThat(looks.stream().filter(tick -> tick > 200)).hasSize(67);
    }

    @Test
    void tablesThatAreAwayForAMomentDoNotEndTheFeed() {
        var stream = new FeedStream(() -> false, () -> {
            throw new ViewNotReadyException("moved");
        });

        assertThat(stream.at(0)).isEmpty();
    }

    @Test
    void theStreamEndsOnceTheFeedIsOver() {
        int[] looks = {0};
        var events = FeedStream.of(List.of(EVENT), () -> looks[0] == 2, () -> {
                    looks[0]++;
                    return List.of(EVENT);
                })
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(events).hasSize(3);
    }
}
