package io.vasari.scores.features;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.linear.Eigenvalues;
import io.vasari.scores.linear.InnerProducts;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.state.Moments;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The effective number of different samples, 1 to n: the exponential of Renyi's entropy of the eigenvalues of K/n, where K is
 * a kernel of similarities with ones on its diagonal (Friedman and Dieng 2023). Order 1 is the Vendi score, order 2 is RKE
 * (Jalali, Li and Farnia 2023). Uncentred cosines saturate it: {@link #ofCosines} subtracts the reference's mean first.
 */
public final class VendiScore {
    /** Of eigenvalues that sum to 1: further below 0 than a kernel of six digits may be. */
    private static final double INDEFINITE = 1e-5;

    private final double[] eigenvalues;

    private VendiScore(double[] eigenvalues) {
        this.eigenvalues = eigenvalues;
    }

    /** @param kernel n x n, flat, symmetric, positive semidefinite, ones on its diagonal */
    public static VendiScore ofKernel(double[] kernel, int n) {
        var weights = new double[n];
        Arrays.fill(weights, 1.0 / n);
        return ofKernel(kernel, weights);
    }

    /** @param weights of the samples, at least 0, summing to 1 */
    public static VendiScore ofKernel(double[] kernel, double[] weights) {
        int n = weights.length;
        requireSamples(n);
        if (kernel.length != n * n) {
            throw new IllegalArgumentException(kernel.length + " numbers are not a kernel of " + n + " samples");
        }
        var scaled = new double[kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            scaled[i] = kernel[i] * Math.sqrt(weights[i / n] * weights[i % n]);
        }
        double trace = IntStream.range(0, n).mapToDouble(i -> scaled[i * n + i]).sum();
        if (Math.abs(trace - 1) > 1e-6) {
            throw new IllegalArgumentException("the weighted diagonal sums to " + trace
                    + ", not to 1: every sample is as similar to itself as 1, and weights sum to 1");
        }
        var eigenvalues = Eigenvalues.ofSymmetric(scaled, n);
        if (eigenvalues[0] < -INDEFINITE) {
            throw new IllegalArgumentException("the kernel over n has the eigenvalue " + eigenvalues[0]
                    + ": it is not positive semidefinite, so these are no similarities of points");
        }
        return new VendiScore(positive(eigenvalues));
    }

    /**
     * With the cosine of the rows less {@code centre} as kernel. A row that equals the centre has no direction: it counts as
     * like others such, and as unlike all others.
     *
     * @param centre the reference's mean; zeros for plain cosines
     */
    public static VendiScore ofCosines(Rows rows, double[] centre) {
        requireSamples(rows.count());
        var unit = rows.minus(centre).normalized();
        int n = rows.count();
        int d = rows.dimension();
        int size = Math.min(n, d);
        // the eigenvalues of X X^T are those of X^T X and zeros: the smaller one is taken
        var gram = InnerProducts.gram(d < n ? unit.transposed() : unit);
        for (int i = 0; i < gram.length; i++) {
            gram[i] /= n;
        }
        long centred = IntStream.range(0, n).filter(unit::isZero).count();
        var eigenvalues = Arrays.copyOf(Eigenvalues.ofSymmetric(gram, size), size + 1);
        eigenvalues[size] = (double) centred / n;
        return new VendiScore(positive(eigenvalues));
    }

    /**
     * The same of a whole window, from what merges: the moments of the rows less the centre and divided by their lengths.
     *
     * @param unitRows moments of {@code rows.minus(centre).normalized()}, no row of which is all zeros
     */
    public static VendiScore ofCosines(Moments unitRows) {
        requireSamples(unitRows.n());
        var second = unitRows.secondMoment();
        return new VendiScore(positive(Eigenvalues.ofSymmetric(second, unitRows.dimension())));
    }

    /** Of labels, alike or not: the exponential of the histogram's entropy. */
    public static VendiScore ofLabels(ClassCounts counts) {
        requireSamples(counts.n());
        return new VendiScore(IntStream.range(0, counts.classes())
                .mapToDouble(counts::share)
                .filter(share -> share > 0)
                .toArray());
    }

    private static void requireSamples(long n) {
        if (n == 0) {
            throw new IllegalArgumentException("no samples: there is nothing to score");
        }
    }

    /** What is within rounding of 0 is 0: an order below 1 would make much of it. */
    private static double[] positive(double[] eigenvalues) {
        double largest = Arrays.stream(eigenvalues).max().orElse(0);
        double rounding = 4 * eigenvalues.length * Math.ulp(1.0) * largest;
        return Arrays.stream(eigenvalues).filter(value -> value > rounding).toArray();
    }

    /** The eigenvalues above rounding, the largest first, summing to 1. */
    public double[] eigenvalues() {
        double[] descending = Arrays.stream(eigenvalues).map(l -> -l).sorted().toArray();
        return Arrays.stream(descending).map(l -> -l).toArray();
    }

    /** Order 1: exp(-sum l ln l). */
    public double vendi() {
        return Math.exp(-Arrays.stream(eigenvalues).map(l -> l * Math.log(l)).sum());
    }

    /** Order 2: 1 / sum l^2, which weighs common modes more. */
    public double rke() {
        return 1 / Arrays.stream(eigenvalues).map(l -> l * l).sum();
    }

    /** @param q above 0; infinity gives 1 over the largest eigenvalue */
    public double ofOrder(double q) {
        if (!(q > 0)) {
            throw new IllegalArgumentException("the order is " + q + ", it must be above 0");
        }
        if (q == 1) {
            return vendi();
        }
        if (q == Double.POSITIVE_INFINITY) {
            return 1 / Arrays.stream(eigenvalues).max().orElseThrow();
        }
        double sum = Arrays.stream(eigenvalues).map(l -> Math.pow(l, q)).sum();
        return Math.exp(Math.log(sum) / (1 - q));
    }
}
