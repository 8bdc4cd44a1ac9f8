package io.vasari.cli.evaluate;

import io.vasari.cli.ExitCode;
import io.vasari.cli.UserError;
import io.vasari.cli.tables.Problems;
import io.vasari.scores.features.VendiScore;
import io.vasari.scores.linear.Rows;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Vendi scores of any similarity, given as a matrix. */
public final class SimilarityFigures {
    /** The orders that are printed beside 1 (Vendi) and 2 (RKE). */
    private static final List<Double> ORDERS = List.of(0.5, 1.0, 2.0, Double.POSITIVE_INFINITY);

    private SimilarityFigures() {}

    /**
     * @param kernel n x n, symmetric, positive semidefinite, ones on its diagonal
     * @param file it comes from
     * @param weights of the samples, summing to 1; empty for equal ones
     * @param eigenvalues whether they are listed
     */
    public static Evaluation of(Rows kernel, Path file, double[] weights, boolean eigenvalues) {
        int n = kernel.count();
        if (kernel.dimension() != n) {
            throw Problems.of(
                    file,
                    "has " + n + " rows of " + kernel.dimension()
                            + " numbers; similarities of n samples are n rows of n");
        }
        if (weights.length != 0 && weights.length != n) {
            throw new UserError(
                    "--weights has " + weights.length + " numbers, the similarities have " + n + " samples",
                    ExitCode.USAGE);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                if (Math.abs(kernel.get(i, j) - (i == j ? 1 : kernel.get(j, i))) > 1e-6) {
                    throw Problems.of(
                            file,
                            "has " + kernel.get(i, j) + " in row " + (i + 1) + ", column " + (j + 1)
                                    + "; similarities are symmetric, and 1 on the diagonal");
                }
            }
        }
        VendiScore score;
        try {
            score = weights.length == 0
                    ? VendiScore.ofKernel(kernel.toArray(), n)
                    : VendiScore.ofKernel(kernel.toArray(), weights);
        } catch (IllegalArgumentException e) {
            throw Problems.of(file, "does not fit" + (weights.length == 0 ? "" : " --weights") + ": " + e.getMessage());
        }
        var figures = new Figures()
                .put("window_samples", n)
                .put("vendi_score", score.vendi())
                .put("rke_score", score.rke())
                .put("vendi_orders", orders(score));
        if (eigenvalues) {
            figures.put("eigenvalues", score.eigenvalues());
        }
        return new Evaluation(
                figures.toJson(),
                String.format(
                        Locale.ROOT,
                        "  Vendi score %.4f, RKE %.4f of %d samples%n  Verdict: they are as varied as %.1f samples that"
                                + " have nothing in common.%n",
                        score.vendi(),
                        score.rke(),
                        n,
                        score.vendi()));
    }

    static Figures orders(VendiScore score) {
        var orders = new Figures();
        ORDERS.forEach(order -> orders.put(order.isInfinite() ? "infinity" : plain(order), score.ofOrder(order)));
        return orders;
    }

    private static String plain(double order) {
        return order == Math.rint(order) ? Long.toString((long) order) : Double.toString(order);
    }

    /** The numbers of a list with commas. */
    public static double[] weights(String list) {
        try {
            return Arrays.stream(list.split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new UserError(
                    "--weights is '" + list + "', it must be numbers with commas between them", ExitCode.USAGE);
        }
    }
}
