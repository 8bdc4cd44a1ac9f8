package io.vasari.training.diffusion;

import io.vasari.training.vases.CaptionOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run of {@link VaseRecipe} may choose.
 *
 * @param out folder for checkpoints, sheets and the log; a run found there is continued
 * @param captions whether word order matters
 * @param from folder of a run whose newest weights are the first of this one
 * @param steps total number of steps, a multiple of {@code checkpointEvery}; the learning rate falls to 0 over them
 * @param checkpointEvery steps between checkpoints, at least 1
 * @param sheetEvery steps between sheets, a multiple of {@code checkpointEvery}
 * @param seed of pictures, captions, first weights, shuffles and noise
 * @param batch pictures a step, at least 1
 * @param pictures painted up front, at least {@code batch}
 * @param rate highest learning rate, more than 0
 * @param warmUpSteps until the highest rate, less than {@code steps}
 */
public record VaseOptions(
        Path out,
        CaptionOrder captions,
        Optional<Path> from,
        int steps,
        int checkpointEvery,
        int sheetEvery,
        long seed,
        int batch,
        int pictures,
        double rate,
        int warmUpSteps) {

    public VaseOptions {
        require(checkpointEvery >= 1, "checkpoint-every must be at least 1, not " + checkpointEvery);
        require(
                steps >= 1 && steps % checkpointEvery == 0,
                "steps must be a multiple of checkpoint-every, " + checkpointEvery + ", not " + steps);
        require(
                sheetEvery >= 1 && sheetEvery % checkpointEvery == 0,
                "sheet-every must be a multiple of checkpoint-every, " + checkpointEvery + ", not " + sheetEvery);
        require(batch >= 1, "batch must be at least 1, not " + batch);
        require(pictures >= batch, "pictures must be at least the batch, " + batch + ", not " + pictures);
        require(rate > 0, "rate must be more than 0, not " + rate);
        require(
                warmUpSteps >= 0 && warmUpSteps < steps,
                "warm-up must be less than the steps, " + steps + ", not " + warmUpSteps);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
