package io.vasari.evaluator.aggregate;

import io.vasari.contracts.ModelRef;
import java.time.Instant;

/**
 * What a sketch is of.
 *
 * @param name of the job, or the number of the pane since the epoch; empty for all samples
 */
public record FeatureKey(ModelRef model, ModelRef embedder, Kind kind, String name) {
    /** The time that a sketch spans, or the job. */
    public enum Kind {
        MINUTE(1, 6),
        FIVE_MINUTES(5, 14),
        HOUR(60, 26),
        EVER(0, 0),
        JOB(0, 0);

        private final int minutes;
        private final int kept;

        Kind(int minutes, int kept) {
            this.minutes = minutes;
            this.kept = kept;
        }

        boolean isPane() {
            return minutes > 0;
        }

        /** Number of the pane that a moment belongs to. */
        long paneOf(Instant at) {
            return Math.floorDiv(Window.minuteOf(at), (long) minutes);
        }

        /** The oldest pane that is kept. */
        long oldest(Instant now) {
            return paneOf(now) - kept + 1;
        }

        /** The panes that a window consists of. */
        static Kind of(Window window) {
            return switch (window) {
                case FIVE_MINUTES -> MINUTE;
                case HOUR -> FIVE_MINUTES;
                case DAY -> HOUR;
            };
        }
    }

    long pane() {
        return Long.parseLong(name);
    }
}
