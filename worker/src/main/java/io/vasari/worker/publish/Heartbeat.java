package io.vasari.worker.publish;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.vasari.contracts.Json;
import io.vasari.contracts.WorkerBeat;
import io.vasari.worker.config.WorkerConfig;
import io.vasari.worker.config.WorkerIdentity;
import io.vasari.worker.generate.NetworkDevice;
import io.vasari.worker.intake.Slots;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** The worker's sign of life at a fixed rate; when it leaves, a tombstone. */
@ApplicationScoped
public class Heartbeat {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final MutinyEmitter<Record<String, byte[]>> emitter;
    private final WorkerIdentity identity;
    private final Slots slots;
    private final NetworkDevice device;
    private final InstantSource clock;
    private final Duration period;
    private final AtomicBoolean onItsWay = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "heartbeat"));
    private volatile WorkerBeat.State state = WorkerBeat.State.READY;

    public Heartbeat(
            @Channel("workers") MutinyEmitter<Record<String, byte[]>> emitter,
            WorkerIdentity identity,
            Slots slots,
            NetworkDevice device,
            InstantSource clock,
            WorkerConfig config) {
        this.emitter = emitter;
        this.identity = identity;
        this.slots = slots;
        this.device = device;
        this.clock = clock;
        this.period = config.heartbeat();
    }

    public void start() {
        timer.scheduleAtFixedRate(this::beat, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says so at once, and from now on. */
    public void draining() {
        state = WorkerBeat.State.DRAINING;
        timer.execute(this::beat);
    }

    /** The last word. */
    public void leave() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(1, TimeUnit.SECONDS);
            send(null).await().atMost(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("left without a word, the farm will notice by the silence: %s", e);
        }
    }

    /** In an outage one beat waits, not one per period. */
    private void beat() {
        if (onItsWay.compareAndSet(false, true)) {
            try {
                send(Json.write(now())).subscribe().with(sent -> onItsWay.set(false), failure -> {
                    onItsWay.set(false);
                    LOG.debugf("a heartbeat did not get through: %s", failure);
                });
            } catch (RuntimeException e) {
                onItsWay.set(false);
                LOG.warnf("no heartbeat: %s", e);
            }
        }
    }

    private Uni<Void> send(byte[] value) {
        var record = Record.of(identity.id(), value);
        return emitter.sendMessage(Messages.of(record, identity.id(), WorkerBeat.class, identity, clock.instant()));
    }

    private WorkerBeat now() {
        return new WorkerBeat(
                identity.id(),
                identity.pool(),
                state,
                slots.size(),
                slots.interactive(),
                slots.busy(),
                device.name(),
                device.loaded(),
                identity.startedAt(),
                clock.instant());
    }
}
