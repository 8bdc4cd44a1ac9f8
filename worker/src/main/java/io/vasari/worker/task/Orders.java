package io.vasari.worker.task;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.contracts.Conditioning;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Task;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.Format;
import io.vasari.worker.batch.Order;
import io.vasari.worker.batch.ResolvedConditioning;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Tasks as what the device understands. */
public final class Orders {
    /** Longer is as good as for ever, and does not overflow. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final StartPictures pictures;
    private final InstantSource clock;
    private final LongSupplier nanos;

    /** @param nanos the device's monotonic clock */
    public Orders(ArtifactStore store, InstantSource clock, LongSupplier nanos) {
        this.pictures = new StartPictures(store);
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * Reads what the task refers to.
     *
     * @throws io.vasari.artifacts.StoreException when the store does not give it
     * @throws IllegalArgumentException when it cannot be painted from
     */
    Order of(Task task) {
        var conditioning = task.conditioning().map(named -> resolved(named, task.range()));
        return new Order(
                task.jobId(),
                keyOf(task, conditioning),
                task.seed(),
                task.range(),
                task.priority(),
                OptionalLong.of(nanos.getAsLong() + left(task.deadline()).toNanos()),
                conditioning);
    }

    /**
     * One sample of the task, without neighbours, in the background, for as long as it takes; throws as {@link #of} does.
     *
     * @param index in the job
     */
    public Order alone(Task task, int index) {
        var sample = new SampleRange(index, 1);
        var place = new SampleRange(index - task.range().first(), 1);
        var conditioning = task.conditioning().map(named -> resolved(named.slice(place), sample));
        return new Order(
                task.jobId(),
                keyOf(task, conditioning).byItself(),
                task.seed(),
                sample,
                Priority.BATCH,
                OptionalLong.empty(),
                conditioning);
    }

    private static BatchKey keyOf(Task task, Optional<ResolvedConditioning> conditioning) {
        var format =
                conditioning.map(resolved -> resolved.text().sampling()).map(s -> new Format(s.width(), s.height()));
        return new BatchKey(task.model(), format);
    }

    private ResolvedConditioning resolved(Conditioning conditioning, SampleRange range) {
        var text = (TextPrompts) conditioning;
        if (text.samples() != range.count()) {
            throw new IllegalArgumentException(
                    "conditioning is for %d samples, the task has %d".formatted(text.samples(), range.count()));
        }
        Optional<ResolvedConditioning.Start> start = text.start().map(image -> pictures.read(image, text.sampling()));
        return new ResolvedConditioning(text, start);
    }

    private Duration left(Instant deadline) {
        var left = Duration.between(clock.instant(), deadline);
        return left.compareTo(LONGEST) > 0 ? LONGEST : left.compareTo(LONGEST.negated()) < 0 ? Duration.ZERO : left;
    }
}
