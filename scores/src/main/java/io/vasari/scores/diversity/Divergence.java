package io.vasari.scores.diversity;

import java.util.OptionalDouble;

/** Distances between two lists of shares, each summing to 1. A term with 0 ln 0 is 0. */
public final class Divergence {
    /** KL(p||q) = sum p ln(p/q), at least 0; infinite where p has a class that q lacks. */
    public static double klNats(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                sum += p[i] * Math.log(p[i] / q[i]);
            }
        }
        return Math.max(0, sum);
    }

    /** Jensen-Shannon: mean KL of both to their mixture, 0 to ln 2. */
    public static double jsNats(double[] p, double[] q) {
        var middle = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            middle[i] = (p[i] + q[i]) / 2;
        }
        return (klNats(p, middle) + klNats(q, middle)) / 2;
    }

    /** Square root of the Jensen-Shannon divergence in bits, a metric, 0 to 1. */
    public static double jsDistance(double[] p, double[] q) {
        return Math.sqrt(jsNats(p, q) / Math.log(2));
    }

    /** sum |p - q| / 2, 0 to 1: the share of samples that would have to change class. */
    public static double totalVariation(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum / 2;
    }

    /** sqrt(sum (sqrt p - sqrt q)^2 / 2), 0 to 1. */
    public static double hellinger(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double difference = Math.sqrt(p[i]) - Math.sqrt(q[i]);
            sum += difference * difference;
        }
        return Math.sqrt(sum / 2);
    }

    /** Population stability index sum (p - q) ln(p/q), at least 0; undefined where a share is 0. */
    public static OptionalDouble populationStability(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] == 0 || q[i] == 0) {
                return OptionalDouble.empty();
            }
            sum += (p[i] - q[i]) * Math.log(p[i] / q[i]);
        }
        return OptionalDouble.of(sum);
    }

    private Divergence() {}
}
