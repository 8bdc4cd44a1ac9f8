package io.vasari.training.gan;

import java.nio.file.Path;

/**
 * What a run of {@link MnistGanRecipe} may choose.
 *
 * @param data folder of the MNIST IDX files, or the npm archive that holds them
 * @param out folder for checkpoints, kept epochs, sheets and the log; a run found there is continued
 * @param epochs total number of epochs, at least 1
 * @param seed of first weights, shuffles, noise and dropout
 * @param batch real images a step, at least 2
 * @param sheetEvery epochs between contact sheets, which also keep their weights; at least 1
 */
public record MnistGanOptions(Path data, Path out, int epochs, long seed, int batch, int sheetEvery) {

    public MnistGanOptions {
        require(epochs >= 1, "epochs must be at least 1, not " + epochs);
        require(batch >= 2, "batch must be at least 2, not " + batch);
        require(sheetEvery >= 1, "sheet-every must be at least 1, not " + sheetEvery);
    }

    /** The run that made the published revisions: 200 epochs, seed 2014, batch 128, a sheet every 10 epochs. */
    public static MnistGanOptions published(Path data, Path out) {
        return new MnistGanOptions(data, out, 200, 2014, 128, 10);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
