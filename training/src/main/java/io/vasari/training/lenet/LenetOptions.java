package io.vasari.training.lenet;

import java.nio.file.Path;

/**
 * What a run of {@link LenetRecipe} may choose.
 *
 * @param data folder of the MNIST IDX files, or the npm archive that holds them
 * @param out folder for checkpoints and the log; a run found there is continued
 * @param epochs total number of epochs, at least 1; the learning rate falls to 0 over them
 * @param seed of first weights, shuffles, shifts and dropout
 * @param batch images a step, at least 1
 */
public record LenetOptions(Path data, Path out, int epochs, long seed, int batch) {

    public LenetOptions {
        if (epochs < 1 || batch < 1) {
            throw new IllegalArgumentException("epochs and batch must be at least 1, not " + epochs + " and " + batch);
        }
    }

    /** The run that made the published revision: 12 epochs, seed 1998, batch 128. */
    public static LenetOptions published(Path data, Path out) {
        return new LenetOptions(data, out, 12, 1998, 128);
    }
}
