package io.vasari.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.broker.EmbeddedBroker;
import io.vasari.cli.client.FarmClient;
import io.vasari.cli.client.JobWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the containers, outside of containers: they become healthy, make a job together, and leave in time. */
class EntrypointsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path volumes;

    @Test
    void theContainersMakeAJobAndStopWithinTheirGrace() throws Exception {
        var compose = ComposeFile.read();
        Deque<Container> started = new ArrayDeque<>();
        try (var broker = EmbeddedBroker.start(volumes.resolve("kafka"), 0)) {
            var gateway = Container.start(compose, "gateway", broker.bootstrapServers(), volumes);
            started.push(gateway);
            awaitHealthy(gateway);
            for (String service : new String[] {"evaluator", "worker"}) {
                started.push(Container.start(compose, service, broker.bootstrapServers(), volumes));
            }
            for (var container : started) {
                awaitHealthy(container);
            }

            var client = new FarmClient(gateway.url());
            String id = client.submit(Map.of("model", "mnist-gan", "samples", 500))
                    .path("id")
                    .asText();
            var job = new JobWatch(client).toTheEnd(id, status -> {});

            assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("succeeded");
            assertThat(job.path("evaluation").path("samples").asInt()).isEqualTo(500);
            while (!started.isEmpty()) {
                assertThat(started.peek().stop()).isLessThan(Duration.ofSeconds(30));
                started.pop();
            }
        } finally {
            started.forEach(Container::close);
        }
    }

    private static void awaitHealthy(Container container) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(container::isHealthy);
    }
}
