package io.vasari.worker.batch;

import io.vasari.contracts.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * One order on its way through the device. The lane that holds it delivers, one other thread takes, any thread may end
 * it: nothing follows the end. The place of the next sample belongs to the {@link Batcher}.
 */
public final class Generation {
    /** Strips that may wait to be taken: with more the device turns to other generations. */
    static final int MAX_AHEAD = 8;

    private final Order order;
    private final BooleanSupplier canceled;
    private final Runnable onRoom;
    private final BlockingQueue<Output> outputs = new LinkedBlockingQueue<>();
    private volatile boolean ended;
    private volatile boolean blocked;
    private volatile boolean previewWanted;
    private volatile Progress progress = Progress.NONE;
    private final AtomicReference<Optional<SamplePreview>> preview = new AtomicReference<>(Optional.empty());
    private long deviceNanos;
    private int next;

    /**
     * @param canceled asked before every batch
     * @param onRoom called when the device had to stop because too much waited to be taken
     */
    Generation(Order order, BooleanSupplier canceled, Runnable onRoom) {
        this.order = order;
        this.canceled = canceled;
        this.onRoom = onRoom;
        this.next = order.range().first();
    }

    public Order order() {
        return order;
    }

    /** Waits for the next output; empty when none comes in time. */
    public Optional<Output> take(Duration patience) throws InterruptedException {
        Output output = outputs.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (blocked) {
            blocked = false;
            onRoom.run();
        }
        return Optional.ofNullable(output);
    }

    /** Nobody will take any more: the device drops what is left of it. */
    public synchronized void abandon() {
        ended = true;
    }

    /** Time of the device that went into it so far: of every pass, the part that its samples had of it. */
    public synchronized long deviceNanos() {
        return deviceNanos;
    }

    /** How far it is; stays at nothing for a single-pass model. */
    public Progress progress() {
        return progress;
    }

    /** Asks for a {@link SamplePreview} after the next step, which costs the device some time. */
    public void requestPreview() {
        previewWanted = true;
    }

    /** The last preview that was made, once. */
    public Optional<SamplePreview> takePreview() {
        return preview.getAndSet(Optional.empty());
    }

    boolean wantsPreview() {
        return previewWanted;
    }

    /** @param made empty when there was none to be had */
    void previewed(Optional<SamplePreview> made) {
        previewWanted = false;
        preview.set(made);
    }

    void progress(Progress now) {
        progress = now;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isCanceled() {
        return canceled.getAsBoolean();
    }

    /** When there is none, the next {@link #take} says so to {@code onRoom}. */
    boolean hasRoom() {
        if (outputs.size() < MAX_AHEAD) {
            return true;
        }
        blocked = true;
        // Asked again, because the taker may have looked before the flag was up.
        return outputs.size() < MAX_AHEAD;
    }

    int remaining() {
        return order.range().end() - next;
    }

    Part cut(int count) {
        var part = new Part(this, next, count);
        next += count;
        return part;
    }

    synchronized void charge(long nanos) {
        deviceNanos += nanos;
    }

    synchronized void deliver(Output.Strip strip) {
        if (!ended) {
            outputs.add(strip);
        }
    }

    void fail(Failure failure) {
        end(new Output.Broken(failure));
    }

    void stop() {
        end(new Output.Stopped());
    }

    private synchronized void end(Output last) {
        if (!ended) {
            ended = true;
            outputs.add(last);
        }
    }
}
