package io.vasari.worker.replay;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.png.PngDecoder;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.ReplayOrder;
import io.vasari.contracts.ReplayOrder.Stored;
import io.vasari.contracts.Topics;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.batch.Generation;
import io.vasari.worker.batch.Output;
import io.vasari.worker.task.Orders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Makes samples once more, one at a time and each in passes of its own, and compares their pixels with what is stored. It
 * stores nothing, and loads no model: whoever works has the memory and the time. Used by one thread, but for {@link #stop}.
 */
public final class Replayer {
    /** How often an order is offered, in the hope of another worker or of one that has the model. */
    static final int MOST_OFFERS = 3;

    private static final Logger LOG = Logger.getLogger(Replayer.class);
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final String worker;
    private final DeviceLoop device;
    private final Predicate<ModelRef> inMemory;
    private final ArtifactStore store;
    private final Orders orders;
    private final ReplayOutlet outlet;
    private final ReplayObserver observer;
    private final InstantSource clock;
    private volatile boolean stopping;

    /**
     * @param worker id of this worker
     * @param inMemory which models need not be loaded
     */
    public Replayer(
            String worker,
            DeviceLoop device,
            Predicate<ModelRef> inMemory,
            ArtifactStore store,
            Orders orders,
            ReplayOutlet outlet,
            ReplayObserver observer,
            InstantSource clock) {
        this.worker = worker;
        this.device = device;
        this.inMemory = inMemory;
        this.store = store;
        this.orders = orders;
        this.outlet = outlet;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * Whether another worker may be the better one: this one made the samples itself, or has not got their model.
     *
     * @param offers how often the order was given to a worker, this time included
     */
    public boolean passesOn(ReplayOrder order, int offers) {
        boolean suits =
                !order.madeBy().equals(worker) && inMemory.test(order.task().model());
        return !suits && offers < MOST_OFFERS;
    }

    /** Runs the order to its end, or until {@link #stop}. */
    public void replay(ReplayOrder order) throws InterruptedException {
        var model = order.task().model();
        boolean late = order.orderedAt().plus(Topics.REPLAY_ORDERS_KEPT).isBefore(clock.instant());
        if (late || !inMemory.test(model)) {
            observer.replayed(model, ReplayOutcome.SKIPPED, order.samples().size());
            return;
        }
        var findings = new Findings(order, worker);
        for (Stored sample : order.samples()) {
            try {
                difference(order, sample).ifPresent(difference -> {
                    findings.add(sample.index(), difference);
                    observer.replayed(model, difference.outcome(), 1);
                });
            } catch (RuntimeException e) {
                findings.addFailed(sample.index(), e);
                observer.replayed(model, ReplayOutcome.FAILED, 1);
            }
        }
        findings.complaints().forEach(LOG::warn);
        findings.report(clock.instant()).ifPresent(outlet::report);
    }

    /** The sample at hand is given up, and none follows. */
    public void stop() {
        stopping = true;
    }

    /** Empty when stopped. */
    private Optional<PixelDifference> difference(ReplayOrder order, Stored sample) throws InterruptedException {
        if (stopping) {
            return Optional.empty();
        }
        var generation = device.submit(orders.alone(order.task(), sample.index()), () -> stopping);
        try {
            return strip(generation).map(strip -> compared(strip, order, sample));
        } finally {
            generation.abandon();
        }
    }

    private Optional<Output.Strip> strip(Generation generation) throws InterruptedException {
        while (!stopping) {
            var output = generation.take(GLANCE);
            if (output.isPresent() && output.get() instanceof Output.Strip strip) {
                return Optional.of(strip);
            } else if (output.isPresent() && output.get() instanceof Output.Broken broken) {
                throw new IllegalStateException(broken.failure().message());
            }
        }
        return Optional.empty();
    }

    private PixelDifference compared(Output.Strip strip, ReplayOrder order, Stored sample) {
        byte[] png = store.read(order.artifact().uri(), sample.offset(), sample.sizeBytes());
        var shape = PngDecoder.shapeOf(png, 0, png.length);
        var painted = strip.painted();
        if (!shape.equals(painted.shape())) {
            return PixelDifference.none(shape);
        }
        byte[] stored = new byte[shape.sizeBytes()];
        try (var decoder = new PngDecoder()) {
            decoder.decode(png, 0, png.length, stored, 0);
        }
        return PixelDifference.of(shape, painted.pixels(), strip.row() * shape.sizeBytes(), stored);
    }
}
