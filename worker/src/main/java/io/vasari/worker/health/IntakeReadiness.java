package io.vasari.worker.health;

import io.vasari.worker.intake.ShareConsumers;
import io.vasari.worker.intake.Slots;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while slots take tasks and are connected to a broker. */
@Readiness
public class IntakeReadiness implements HealthCheck {
    private final Slots slots;
    private final ShareConsumers consumers;

    public IntakeReadiness(Slots slots, ShareConsumers consumers) {
        this.slots = slots;
        this.consumers = consumers;
    }

    @Override
    public HealthCheckResponse call() {
        int connections = consumers.connections();
        return HealthCheckResponse.named("intake")
                .status(slots.alive() > 0 && connections > 0)
                .withData("slots", slots.alive())
                .withData("busy", slots.busy())
                .withData("connections", connections)
                .build();
    }
}
