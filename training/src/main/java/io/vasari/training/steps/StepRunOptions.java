package io.vasari.training.steps;

import java.nio.file.Path;
import java.util.Properties;

/**
 * What a {@link StepRun} on procedural pictures may choose.
 *
 * @param out folder for checkpoints and the log; a run found there is continued
 * @param steps total number of steps, a multiple of {@code checkpointEvery}; the learning rate falls to 0 over them
 * @param checkpointEvery steps between checkpoints, at least 1
 * @param seed of pictures, captions, first weights, shuffles and noise, at least 0
 * @param batch pictures a step, at least 2
 * @param pictures painted up front, at least {@code batch}
 * @param rate highest learning rate, more than 0
 * @param warmUpSteps until the highest rate, less than {@code steps}
 */
public record StepRunOptions(
        Path out, int steps, int checkpointEvery, long seed, int batch, int pictures, double rate, int warmUpSteps) {

    public StepRunOptions {
        require(checkpointEvery >= 1, "checkpoint-every must be at least 1, not " + checkpointEvery);
        require(
                steps >= 1 && steps % checkpointEvery == 0,
                "steps must be a multiple of checkpoint-every, " + checkpointEvery + ", not " + steps);
        require(seed >= 0, "seed must be at least 0, not " + seed);
        require(batch >= 2, "batch must be at least 2, not " + batch);
        require(pictures >= batch, "pictures must be at least the batch, " + batch + ", not " + pictures);
        require(rate > 0, "rate must be more than 0, not " + rate);
        require(
                warmUpSteps >= 0 && warmUpSteps < steps,
                "warm-up must be less than the steps, " + steps + ", not " + warmUpSteps);
    }

    /** What must not change in the middle of a run. */
    Properties settings(String recipe) {
        Properties settings = new Properties();
        settings.setProperty("recipe", recipe);
        settings.setProperty("steps", Integer.toString(steps));
        settings.setProperty("checkpoint-every", Integer.toString(checkpointEvery));
        settings.setProperty("seed", Long.toString(seed));
        settings.setProperty("batch", Integer.toString(batch));
        settings.setProperty("pictures", Integer.toString(pictures));
        settings.setProperty("rate", Double.toString(rate));
        settings.setProperty("warm-up", Integer.toString(warmUpSteps));
        return settings;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
