package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharesTest {
    private final Shares<String> shares = new Shares<>();
    private final Map<String, Double> had = new HashMap<>();

    @Test
    void timeIsSharedEquallyHoweverLongAPassIs() {
        for (int i = 0; i < 10_000; i++) {
            run(List.of("long", "short"), Map.of("long", 700.0, "short", 3.0));
        }

        assertThat(had.get("long") / had.get("short")).isBetween(0.9, 1.1);
    }

    @Test
    void whoComesBackHasSavedUpNothing() {
        for (int i = 0; i < 1_000; i++) {
            run(List.of("a"), Map.of("a", 10.0));
        }
        had.clear();
        for (int i = 0; i < 100; i++) {
            run(List.of("a", "b"), Map.of("a", 10.0, "b", 10.0));
        }

        assertThat(had.get("a")).isBetween(490.0, 510.0);
    }

    @Test
    void whoComesIsNextAtTheLatestAfterOnePass() {
        for (int i = 0; i < 10; i++) {
            run(List.of("a"), Map.of("a", 1000.0));
        }

        assertThat(shares.next(List.of("b", "a"))).isEqualTo("b");
    }

    private void run(List<String> wanting, Map<String, Double> nanos) {
        String next = shares.next(wanting);
        shares.charge(next, nanos.get(next));
        had.merge(next, nanos.get(next), Double::sum);
    }
}
