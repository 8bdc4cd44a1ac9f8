package io.vasari.gateway.streams;

import io.vasari.gateway.scheduler.Backlog;
import java.util.Map;

/**
 * How much there is to do and who is there to do it, by pool.
 *
 * @param workers number of workers by pool and state
 */
public record FarmFigures(Map<String, Backlog> backlogs, Map<String, Map<String, Integer>> workers) {
    /** What a gateway knows that does not schedule. */
    public static final FarmFigures NONE = new FarmFigures(Map.of(), Map.of());
}
