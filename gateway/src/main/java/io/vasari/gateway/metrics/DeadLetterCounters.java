package io.vasari.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vasari.contracts.FailureKind;
import java.util.Locale;

/**
 * {@code vasari_dead_letters_total{pool,kind}}. A pool's counters are there before its first dead letter: of a counter that
 * begins at 1, Prometheus sees no increase.
 */
final class DeadLetterCounters {
    private final MeterRegistry registry;

    DeadLetterCounters(MeterRegistry registry) {
        this.registry = registry;
    }

    void expect(String pool) {
        for (var kind : FailureKind.values()) {
            of(pool, kind);
        }
    }

    Counter of(String pool, FailureKind kind) {
        return Counter.builder("vasari.dead.letters")
                .description("Tasks given up, by whose doing that was")
                .tags("pool", pool, "kind", kind.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
