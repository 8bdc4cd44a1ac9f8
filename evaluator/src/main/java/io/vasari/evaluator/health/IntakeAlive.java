package io.vasari.evaluator.health;

import io.vasari.evaluator.Evaluator;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as its loop runs; a broker that is away is no reason to start again. */
@Liveness
@ApplicationScoped
public class IntakeAlive implements HealthCheck {
    private final Evaluator evaluator;

    public IntakeAlive(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("intake").status(evaluator.isAlive()).build();
    }
}
