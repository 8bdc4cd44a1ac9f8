package io.vasari.evaluator.aggregate;

import java.time.Instant;

/** How far the figures of a revision look back, in whole minutes, the running one included. */
public enum Window {
    FIVE_MINUTES("5m", 5),
    HOUR("1h", 60),
    DAY("24h", 1440);

    private final String label;
    private final int minutes;

    Window(String label, int minutes) {
        this.label = label;
        this.minutes = minutes;
    }

    /** As in the label {@code window} of the metrics. */
    public String label() {
        return label;
    }

    /** The first minute that counts at {@code now}. */
    public long firstMinute(Instant now) {
        return minuteOf(now) - minutes + 1;
    }

    /** Minutes since the epoch: the name of the pane that an event at that time belongs to. */
    public static long minuteOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60L);
    }
}
