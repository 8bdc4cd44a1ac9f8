package io.vasari.worker.task;

import java.util.Optional;

/** Where a slot takes its tasks from. Used by the slot's thread alone, but for {@link #wakeup}. */
public interface TaskSource extends AutoCloseable {
    /** Waits for the next delivery; empty when somebody called {@link #wakeup}. */
    Optional<Delivery> next();

    /**
     * A delivery that came without being asked for; empty when there is none. To be called until it is empty before
     * leaving: what a source was given and did not hand out counts as delivered, and the next worker reports it as lost.
     */
    Optional<Delivery> held();

    /** Ends the wait at hand, or the next one, from any thread. */
    void wakeup();

    /** Hands in the settlements that are still on the way, and leaves. */
    @Override
    void close();

    /** Makes a source per connection; when one breaks, the slot opens the next. */
    interface Factory {
        TaskSource open(String slot);
    }
}
