package io.vasari.worker.health;

import io.vasari.worker.intake.Slots;
import io.vasari.worker.metrics.ShareConsumerMetrics;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while slots take tasks and are connected to a broker. */
@Readiness
public class IntakeReadiness implements HealthCheck {
    private final Slots slots;
    private final ShareConsumerMetrics consumers;

    public IntakeReadiness(Slots slots, ShareConsumerMetrics consumers) {
        this.slots = slots;
        this.consumers = consumers;
    }

    @Override
    public HealthCheckResponse call() {
        long connections = (long) consumers.connections();
        return HealthCheckResponse.named("intake")
                .status(slots.alive() > 0 && connections > 0)
                .withData("slots", slots.alive())
                .withData("busy", slots.busy())
                .withData("connections", connections)
                .build();
    }
}
