package io.vasari.evaluator.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;

/**
 * Gauges that come and go: shown is exactly what {@link #show} was given last. One that stays is never taken down in
 * between, so that no scrape misses it. Not safe for use by many threads; scraping is.
 */
final class Gauges {
    private final MeterRegistry registry;
    private final Map<Name, Cell> shown = new HashMap<>();

    Gauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What tells one gauge from another. */
    record Name(String name, Tags tags) {}

    private static final class Cell {
        private volatile double value;
        private Gauge gauge;
    }

    void show(Map<Name, Double> values) {
        shown.entrySet().removeIf(entry -> {
            boolean gone = !values.containsKey(entry.getKey());
            if (gone) {
                registry.remove(entry.getValue().gauge);
            }
            return gone;
        });
        values.forEach((name, value) -> {
            var cell = shown.computeIfAbsent(name, unknown -> new Cell());
            cell.value = value;
            if (cell.gauge == null) {
                cell.gauge = register(name, cell);
            }
        });
    }

    private Gauge register(Name name, Cell cell) {
        return Gauge.builder(name.name(), cell, shownCell -> shownCell.value)
                .description(Descriptions.of(name.name()))
                .tags(name.tags())
                .strongReference(true)
                .register(registry);
    }
}
