package io.vasari.cli.farm;

import java.nio.file.Path;
import java.util.Map;

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
 */
public record FarmOptions(
        Path data,
        Path models,
        int workers,
        int slots,
        int port,
        boolean evaluator,
        Map<String, String> workerSettings) {
    public static final int DEFAULT_WORKERS = 2;
    public static final int DEFAULT_SLOTS = 16;
    public static final int DEFAULT_PORT = 8080;

    public static FarmOptions in(Path data, Path models) {
        return new FarmOptions(data, models, DEFAULT_WORKERS, DEFAULT_SLOTS, 0, true, Map.of());
    }

    public FarmOptions withWorkers(int count) {
        return new FarmOptions(data, models, count, slots, port, evaluator, workerSettings);
    }

    public FarmOptions withPort(int number) {
        return new FarmOptions(data, models, workers, slots, number, evaluator, workerSettings);
    }

    public FarmOptions withEvaluator(boolean runs) {
        return new FarmOptions(data, models, workers, slots, port, runs, workerSettings);
    }

    public FarmOptions withWorkerSettings(Map<String, String> more) {
        return new FarmOptions(data, models, workers, slots, port, evaluator, more);
    }
}
