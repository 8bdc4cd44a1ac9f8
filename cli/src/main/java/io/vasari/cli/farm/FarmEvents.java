package io.vasari.cli.farm;

import java.time.Duration;

/** What happens to the farm's processes, for whoever watches. Called from several threads. */
public interface FarmEvents {
    default void started(Member member) {}

    default void died(Member member, int exitCode, Duration restartsIn) {}

    /** It was killed, since it had not ended in time. */
    default void stubborn(Member member, Duration patience) {}

    /** Reports nothing. */
    FarmEvents SILENT = new FarmEvents() {};
}
