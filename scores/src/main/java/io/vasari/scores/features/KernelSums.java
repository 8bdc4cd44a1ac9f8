package io.vasari.scores.features;

import io.vasari.scores.linear.InnerProducts;
import io.vasari.scores.linear.RowSink;
import io.vasari.scores.linear.Rows;
import java.util.stream.DoubleStream;

/**
 * Sums of a kernel over the pairs within one set.
 *
 * @param offDiagonal by row, the kernel with every other row
 * @param diagonal by row, the kernel with itself
 */
record KernelSums(double[] offDiagonal, double[] diagonal) {
    static KernelSums within(Rows x, Kernel kernel) {
        var collector = new Within(x, kernel);
        InnerProducts.sweepPairs(x, collector);
        return collector.sums();
    }

    int n() {
        return diagonal.length;
    }

    double totalOffDiagonal() {
        return DoubleStream.of(offDiagonal).sum();
    }

    double total() {
        return totalOffDiagonal() + DoubleStream.of(diagonal).sum();
    }

    /** Collects the sums within one set during a sweep over its pairs. */
    static final class Within implements RowSink {
        private final Kernel kernel;
        private final double[] squares;
        private final double[] offDiagonal;

        Within(Rows x, Kernel kernel) {
            this.kernel = kernel;
            this.squares = InnerProducts.squares(x);
            this.offDiagonal = new double[x.count()];
        }

        @Override
        public void accept(int row, int from, double[] products) {
            double sum = 0;
            for (int j = from; j < offDiagonal.length; j++) {
                double value = kernel.of(products[j], squares[row], squares[j]);
                sum += value;
                offDiagonal[j] += value;
            }
            offDiagonal[row] += sum;
        }

        KernelSums sums() {
            var diagonal = new double[squares.length];
            for (int i = 0; i < diagonal.length; i++) {
                diagonal[i] = kernel.of(squares[i], squares[i], squares[i]);
            }
            return new KernelSums(offDiagonal, diagonal);
        }
    }

    /** Collects the sums between two sets during a sweep of the one over the other. */
    static final class Between implements RowSink {
        private final Kernel kernel;
        private final double[] squaresOfX;
        private final double[] squaresOfY;
        private final double[] byX;
        private final double[] byY;

        Between(Rows x, Rows y, Kernel kernel) {
            this.kernel = kernel;
            this.squaresOfX = InnerProducts.squares(x);
            this.squaresOfY = InnerProducts.squares(y);
            this.byX = new double[x.count()];
            this.byY = new double[y.count()];
        }

        @Override
        public void accept(int row, int from, double[] products) {
            double sum = 0;
            for (int j = from; j < byY.length; j++) {
                double value = kernel.of(products[j], squaresOfX[row], squaresOfY[j]);
                sum += value;
                byY[j] += value;
            }
            byX[row] = sum;
        }

        double[] byX() {
            return byX;
        }

        double[] byY() {
            return byY;
        }
    }
}
