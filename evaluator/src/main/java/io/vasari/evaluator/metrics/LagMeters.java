package io.vasari.evaluator.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vasari.evaluator.intake.Lag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What waits, as gauges. Used by one thread; scraping is safe at any time. */
public final class LagMeters {
    private static final String RECORDS = "vasari_group_lag_records";

    private final Gauges gauges;

    public LagMeters(MeterRegistry registry) {
        this.gauges = new Gauges(registry);
    }

    /** In place of those before. */
    public void show(List<Lag> lags) {
        Map<Gauges.Name, Double> values = new HashMap<>();
        lags.forEach(lag -> values.put(
                new Gauges.Name(RECORDS, Tags.of("group", lag.group(), "topic", lag.topic())), (double) lag.records()));
        gauges.show(values);
    }
}
