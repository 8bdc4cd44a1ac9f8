package io.vasari.cli.dashboards;

import io.vasari.cli.client.FarmClient;
import io.vasari.cli.client.JobWatch;
import io.vasari.cli.farm.Farm;
import io.vasari.cli.farm.FarmEvents;
import io.vasari.cli.farm.FarmOptions;
import io.vasari.cli.farm.Installation;
import io.vasari.cli.farm.PrometheusOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A farm with its Prometheus that has had to do with jobs of all kinds, and with the death of a worker. */
final class FarmUnderLoad implements AutoCloseable {
    private static final Duration SCRAPE_EVERY = Duration.ofSeconds(1);
    private static final int SINGLES = 60;

    private final Farm farm;
    private final FarmClient client;
    private final Instant start;

    FarmUnderLoad(Path folder) {
        var installation = Installation.find();
        var options = FarmOptions.in(folder, installation.zoo())
                .withWorkerSettings(Map.of("vasari.replay.share", "0.2"))
                .withPrometheus(new PrometheusOptions(0, SCRAPE_EVERY));
        farm = Farm.claim(installation, options, FarmEvents.SILENT);
        farm.start();
        client = new FarmClient(farm.url());
        start = Instant.now();
    }

    Instant start() {
        return start;
    }

    Farm farm() {
        return farm;
    }

    PrometheusApi prometheus() {
        return new PrometheusApi(farm.prometheus().orElseThrow().url());
    }

    /** Until all of it is done. */
    void work() throws InterruptedException {
        String collapsed =
                submit(Map.of("model", "mnist-gan", "revision", "epoch-001", "samples", 60_000, "tenant", "ada"));
        String diverse =
                submit(Map.of("model", "mnist-gan", "revision", "epoch-200", "samples", 60_000, "tenant", "bob"));
        String vases =
                submit(Map.of("model", "vase-diffusion", "samples", 24, "prompt", "ornate green vase", "steps", 8));
        for (int i = 0; i < SINGLES; i++) {
            submit(Map.of("model", "mnist-gan", "samples", 1, "priority", "interactive"));
            if (i == SINGLES / 3) {
                farm.workers().get(1).kill();
            }
            Thread.sleep(200);
        }
        for (String job : new String[] {collapsed, diverse, vases}) {
            new JobWatch(client).toTheEnd(job, status -> {});
        }
        Farm.awaitReady(farm.members());
    }

    private String submit(Map<String, Object> job) {
        return client.submit(job).path("id").asText();
    }

    @Override
    public void close() {
        farm.close();
    }
}
