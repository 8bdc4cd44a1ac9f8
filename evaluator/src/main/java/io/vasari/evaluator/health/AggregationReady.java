package io.vasari.evaluator.health;

import io.vasari.evaluator.Evaluator;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the aggregation has restored its tallies and takes scores. */
@Readiness
@ApplicationScoped
public class AggregationReady implements HealthCheck {
    private final Evaluator evaluator;

    public AggregationReady(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("aggregation")
                .status(evaluator.isReady())
                .withData("state", evaluator.aggregationState())
                .build();
    }
}
