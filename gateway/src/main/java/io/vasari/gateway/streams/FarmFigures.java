package io.vasari.gateway.streams;

import io.vasari.contracts.ModelRef;
import io.vasari.gateway.scheduler.Backlog;
import io.vasari.gateway.scheduler.Forecast;
import java.time.Instant;
import java.util.Map;

/**
 * How much there is to do and who is there to do it, by pool.
 *
 * @param forecasts by pool and model
 * @param workers number of workers by pool and state
 */
public record FarmFigures(
        Map<String, Backlog> backlogs,
        Map<String, Map<ModelRef, Forecast>> forecasts,
        Map<String, Map<String, Integer>> workers,
        Instant at) {
    /** What a gateway knows that does not schedule. */
    public static final FarmFigures NONE = new FarmFigures(Map.of(), Map.of(), Map.of(), Instant.EPOCH);
}
