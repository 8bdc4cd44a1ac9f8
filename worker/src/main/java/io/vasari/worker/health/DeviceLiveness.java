package io.vasari.worker.health;

import io.vasari.worker.batch.DeviceLoop;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as all of the device's threads are: without one of them only a restart helps. */
@Liveness
public class DeviceLiveness implements HealthCheck {
    private final DeviceLoop device;

    public DeviceLiveness(DeviceLoop device) {
        this.device = device;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("device").status(device.isAlive()).build();
    }
}
