package io.vasari.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The real way to the scheduler, and nobody at the other end. */
@QuarkusTest
@TestProfile(NoBrokerHttpTest.RealPublisher.class)
class NoBrokerHttpTest {
    private static final String SUBMISSION = "{\"model\":\"mnist-gan\"}";

    public static final class RealPublisher implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.arc.selected-alternatives", "io.vasari.gateway.InMemoryFarm");
        }
    }

    @Test
    void theProducerGivesUpBeforeTheRequestDoes() {
        var config = ConfigProvider.getConfig();
        for (String key : List.of("delivery.timeout.ms", "max.block.ms", "request.timeout.ms")) {
            assertThat(config.getValue("mp.messaging.outgoing.jobs." + key, Integer.class))
                    .as(key)
                    .isLessThan(3_000);
        }
    }

    @Test
    void withoutABrokerTheGatewayLivesAndAnswersSubmissionsWithin503AndThreeSeconds() {
        assertThat(Web.get("/q/health/live").status()).isEqualTo(200);
        long start = System.nanoTime();

        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> Web.post("/v1/jobs", SUBMISSION)))
                .limit(20)
                .toList();

        for (var pending : answers) {
            var answer = pending.join();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            assertThat(answer.json().get("type").asText()).isEqualTo("urn:vasari:problem:broker-unreachable");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        assertThat(Web.get("/q/health/live").status()).isEqualTo(200);
        assertThat(Web.get("/v1/models").status()).isEqualTo(200);
    }
}
