package io.vasari.scores.linear;

/**
 * Squared Euclidean distances from inner products. Where |x|^2 + |y|^2 - 2xy loses digits, because the rows are close
 * compared with their lengths, the differences themselves are summed. Both ways give (x, y) and (y, x) the same bits, and a
 * row's copy the distance 0.
 */
public final class SquaredDistances {
    /** Below this share of |x|^2 + |y|^2 fewer than 12 digits are left. */
    private static final double CLOSE = 1e-4;

    private final Rows x;
    private final Rows y;
    private final double[] squaresOfX;
    private final double[] squaresOfY;

    public SquaredDistances(Rows x, Rows y) {
        this.x = x;
        this.y = y;
        this.squaresOfX = InnerProducts.squares(x);
        this.squaresOfY = x == y ? squaresOfX : InnerProducts.squares(y);
    }

    /** @param product inner product of row i of x and row j of y, from a sweep */
    public double of(int i, int j, double product) {
        double lengths = squaresOfX[i] + squaresOfY[j];
        double squared = lengths - 2 * product;
        return squared < CLOSE * lengths ? x.squaredDistance(i, y, j) : squared;
    }
}
