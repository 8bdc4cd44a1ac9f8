package io.vasari.worker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.config.WorkerConfig;
import io.vasari.worker.config.WorkerIdentity;
import io.vasari.worker.generate.NetworkDevice;
import io.vasari.worker.intake.ReplayIntake;
import io.vasari.worker.intake.Slots;
import io.vasari.worker.metrics.WorkerMetrics;
import io.vasari.worker.publish.Heartbeat;
import io.vasari.worker.replay.ReplayChoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Starts and drains the worker. */
@ApplicationScoped
class WorkerLifecycle {
    private static final Logger LOG = Logger.getLogger(WorkerLifecycle.class);
    private static final Duration REPLAYS_STOP = Duration.ofSeconds(1);

    private final WorkerIdentity identity;
    private final WorkerConfig config;
    private final DeviceLoop device;
    private final NetworkDevice networks;
    private final Slots slots;
    private final ReplayChoice choice;
    private final ReplayIntake replays;
    private final Heartbeat heartbeat;
    private final WorkerMetrics metrics;

    WorkerLifecycle(
            WorkerIdentity identity,
            WorkerConfig config,
            DeviceLoop device,
            NetworkDevice networks,
            Slots slots,
            ReplayChoice choice,
            ReplayIntake replays,
            Heartbeat heartbeat,
            WorkerMetrics metrics) {
        this.identity = identity;
        this.config = config;
        this.device = device;
        this.networks = networks;
        this.slots = slots;
        this.choice = choice;
        this.replays = replays;
        this.heartbeat = heartbeat;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        metrics.gauge("vasari.slots", slots::busy, "state", "busy");
        metrics.gauge("vasari.slots", () -> slots.alive() - slots.busy(), "state", "idle");
        metrics.gauge("vasari.models.loaded", () -> networks.loaded().size());
        metrics.gauge("vasari.models.loaded.bytes", networks::loadedBytes);
        networks.require(config.device(), config.threads());
        device.start();
        slots.start();
        if (!choice.isNothing()) {
            replays.start();
        }
        heartbeat.start();
        LOG.infof(
                "worker %s takes tasks of pool %s with %d slots, %d of them for interactive tasks",
                identity.id(), identity.pool(), slots.size(), slots.interactive());
    }

    void drain(@Observes ShutdownEvent event) throws InterruptedException {
        LOG.infof("worker %s drains", identity.id());
        heartbeat.draining();
        replays.stop();
        boolean inTime = slots.drain(config.drainTimeout());
        replays.awaitStopped(REPLAYS_STOP);
        heartbeat.leave();
        if (inTime) {
            device.close();
            networks.close();
        }
        LOG.infof("worker %s has left", identity.id());
    }
}
