package io.vasari.worker.intake;

import io.vasari.worker.task.TaskSource;
import java.util.function.LongSupplier;

/** Makes every slot a member of the share group of a queue. */
public final class ShareIntake implements TaskSource.Factory {
    private final ShareSettings settings;
    private final LongSupplier nanos;
    private final ShareConsumers open;
    private final IntakeObserver observer;

    /** @param nanos monotonic clock, by which locks are renewed */
    public ShareIntake(ShareSettings settings, LongSupplier nanos, ShareConsumers open, IntakeObserver observer) {
        this.settings = settings;
        this.nanos = nanos;
        this.open = open;
        this.observer = observer;
    }

    @Override
    public TaskSource open(String slot) {
        return new ShareTaskSource(settings, slot, nanos, open, observer);
    }
}
