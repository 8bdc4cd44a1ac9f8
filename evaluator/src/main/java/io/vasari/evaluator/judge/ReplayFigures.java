package io.vasari.evaluator.judge;

import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.aggregate.ReplayPeaks;
import io.vasari.evaluator.aggregate.Window;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is shown of the replays of one revision in one window.
 *
 * @param distance the largest difference of any channel of any pixel of any replay, over 255: 0 to 1
 */
public record ReplayFigures(ModelRef model, Window window, double distance) {

    /** Of all windows in which anything was replayed. */
    public static List<ReplayFigures> of(ReplayPeaks peaks, Instant now) {
        return peaks.models().stream()
                .flatMap(model -> Arrays.stream(Window.values()).flatMap(window -> of(model, window, peaks, now)))
                .toList();
    }

    private static Stream<ReplayFigures> of(ModelRef model, Window window, ReplayPeaks peaks, Instant now) {
        return peaks.distance(model, window, now).stream()
                .mapToObj(distance -> new ReplayFigures(model, window, distance));
    }
}
