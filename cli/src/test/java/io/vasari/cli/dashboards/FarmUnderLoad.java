package io.vasari.cli.dashboards;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.UserError;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A farm with its Prometheus that has to do with jobs of all kinds and with the death of a worker, for so long and not for so
 * many samples: a busy machine makes fewer in the time.
 */
final class FarmUnderLoad implements AutoCloseable {
    private static final Duration SCRAPE_EVERY = Duration.ofSeconds(2);
    private static final Duration LOAD = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LEAST_ROUNDS = 3;
    private static final int BATCH = 1_000;
    private static final int SINGLES = 5;
    private static final List<String> PERTURBATIONS = List.of("permutation", "case", "punctuation");

    private final Farm farm;
    private final FarmClient client;
    private final Instant start;

    FarmUnderLoad(Path folder) {
        var installation = Installation.find();
        var options = FarmOptions.in(folder, installation.zoo())
                .withWorkerSettings(Map.of("vasari.replay.share", "0.2"))
                .withPrometheus(new PrometheusOptions(0, SCRAPE_EVERY));
        farm = Farm.claim(installation, options, FarmEvents.SILENT);
        try {
            farm.start();
        } catch (RuntimeException e) {
            farm.close();
            throw e;
        }
        client = new FarmClient(farm.url());
        start = Instant.now();
    }

    Instant start() {
        return start;
    }

    Farm farm() {
        return farm;
    }

    /** How many kinds of studies it has. */
    int perturbations() {
        return PERTURBATIONS.size();
    }

    PrometheusApi prometheus() {
        return new PrometheusApi(farm.prometheus().orElseThrow().url());
    }

    /** Round by round, each when the one before is done. */
    void work() {
        for (int round = 0; round < LEAST_ROUNDS || !isOver(); round++) {
            var jobs = new ArrayList<String>();
            jobs.add(submit(Map.of("model", "mnist-gan", "revision", "epoch-001", "samples", BATCH, "tenant", "ada")));
            jobs.add(submit(Map.of("model", "mnist-gan", "revision", "epoch-200", "samples", BATCH, "tenant", "bob")));
            jobs.add(
                    submit(Map.of("model", "vase-diffusion", "samples", 2, "prompt", "ornate green vase", "steps", 6)));
            for (int i = 0; i < SINGLES; i++) {
                jobs.add(submit(Map.of("model", "mnist-gan", "samples", 1, "priority", "interactive")));
            }
            if (round == 1) {
                farm.workers().get(1).kill();
            }
            String study = study(PERTURBATIONS.get(round % PERTURBATIONS.size()));
            jobs.forEach(job -> new JobWatch(client).toTheEnd(job, status -> {}));
            await("the study is judged")
                    .atMost(PATIENCE)
                    .until(() -> client.study(study).path("evaluation").isObject());
        }
    }

    private boolean isOver() {
        return Duration.between(start, Instant.now()).compareTo(LOAD) > 0;
    }

    private String submit(Map<String, Object> job) {
        return accepted(() -> client.submit(job));
    }

    private String study(String perturbation) {
        return accepted(() -> client.submitStudy(Map.of(
                "model",
                "vase-diffusion",
                "template",
                "ornate green vase",
                "perturbation",
                perturbation,
                "seeds",
                2,
                "steps",
                4)));
    }

    /** Sends again what a busy broker did not confirm. */
    private static String accepted(Supplier<JsonNode> submission) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UserError.class)
                .until(() -> submission.get().path("id").asText(), id -> !id.isEmpty());
    }

    @Override
    public void close() {
        farm.close();
    }
}
