package io.vasari.gateway.view;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the tables are. The gateway takes submissions before, it only cannot show jobs yet. */
@Readiness
@Singleton
final class ViewReadiness implements HealthCheck {
    private final FarmView view;

    ViewReadiness(FarmView view) {
        this.view = view;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("tables").status(view.isReady()).build();
    }
}
