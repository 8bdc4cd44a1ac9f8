package io.vasari.cli.farm;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a farm on one machine is made of.
 *
 * @param data folder that keeps everything: topics, artifacts, state, logs
 * @param models folder of model folders
 * @param workers number of worker processes, at least 0
 * @param slots batch tasks that a worker takes at a time, at least 1
 * @param port of the gateway; 0 for any free one
 * @param evaluator whether the critic runs
 * @param workerSettings further configuration of the workers, key to value
 * @param prometheus the one that scrapes the farm, if any
 */
public record FarmOptions(
        Path data,
        Path models,
        int workers,
        int slots,
        int port,
        boolean evaluator,
        Map<String, String> workerSettings,
        Optional<PrometheusOptions> prometheus) {
    public static final int DEFAULT_WORKERS = 2;
    public static final int DEFAULT_SLOTS = 16;
    public static final int DEFAULT_PORT = 8080;

    public static FarmOptions in(Path data, Path models) {
        return new FarmOptions(data, models, DEFAULT_WORKERS, DEFAULT_SLOTS, 0, true, Map.of(), Optional.empty());
    }

    public FarmOptions withWorkers(int count) {
        return new FarmOptions(data, models, count, slots, port, evaluator, workerSettings, prometheus);
    }

    public FarmOptions withPort(int number) {
        return new FarmOptions(data, models, workers, slots, number, evaluator, workerSettings, prometheus);
    }

    public FarmOptions withEvaluator(boolean runs) {
        return new FarmOptions(data, models, workers, slots, port, runs, workerSettings, prometheus);
    }

    public FarmOptions withWorkerSettings(Map<String, String> more) {
        return new FarmOptions(data, models, workers, slots, port, evaluator, more, prometheus);
    }

    public FarmOptions withPrometheus(PrometheusOptions scraper) {
        return new FarmOptions(data, models, workers, slots, port, evaluator, workerSettings, Optional.of(scraper));
    }
}
