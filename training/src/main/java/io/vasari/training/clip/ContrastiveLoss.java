package io.vasari.training.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.layers.Scaling;

/**
 * Pulls pictures and captions together where the caption is true of the picture, and apart where it is not.
 *
 * <p>For a picture, every true caption is told from all false ones: the mean over true captions t of {@code log(1 + sum over false
 * captions f of exp(f - t))}; the same for a caption and its pictures, and the mean of both. With one true pair a row that is the
 * symmetric loss of CLIP (A. Radford et al., 2021, figure 3). With several, each is a positive as in P. Khosla et al., "Supervised
 * contrastive learning", 2020, equation 2, except that the others are left out of its denominator: true captions need not compete.
 */
final class ContrastiveLoss {

    /** Far below any cosine times scale. */
    private static final float NEVER = 1e4f;

    private ContrastiveLoss() {}

    /**
     * The loss in nats.
     *
     * @param logits scaled cosines, one row a picture, one column a caption
     * @param fits whether each caption is true of each picture; every row and every column has one such pair
     */
    static NDArray of(NDArray logits, boolean[][] fits) {
        NDArray byPicture = rows(logits, fits);
        return Scaling.of(byPicture.add(rows(logits.transpose(), transposed(fits))), 0.5);
    }

    private static NDArray rows(NDArray logits, boolean[][] fits) {
        NDManager scratch = logits.getManager();
        int size = fits.length;
        int width = fits[0].length;
        float[] hidden = new float[size * width];
        float[] shares = new float[size * width];
        for (int row = 0; row < size; row++) {
            int count = 0;
            for (boolean fit : fits[row]) {
                count += fit ? 1 : 0;
            }
            for (int column = 0; column < width; column++) {
                hidden[row * width + column] = fits[row][column] ? NEVER : 0;
                shares[row * width + column] = fits[row][column] ? 1f / (count * size) : 0;
            }
        }
        Shape shape = new Shape(size, width);
        int[] across = {1};
        NDArray falses = logits.sub(scratch.create(hidden, shape));
        NDArray top = falses.stopGradient().max(across, true);
        NDArray all = falses.sub(top).exp().sum(across, true).log().add(top);
        NDArray lead = all.sub(logits);
        return softplus(lead).mul(scratch.create(shares, shape)).sum();
    }

    /** log(1 + exp(x)), without overflow. */
    private static NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().relu().add(x.abs().neg().exp().add(1).log());
    }

    private static boolean[][] transposed(boolean[][] matrix) {
        boolean[][] result = new boolean[matrix[0].length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < matrix[row].length; column++) {
                result[column][row] = matrix[row][column];
            }
        }
        return result;
    }
}
