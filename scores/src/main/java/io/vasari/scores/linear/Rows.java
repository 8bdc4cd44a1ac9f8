package io.vasari.scores.linear;

import java.util.Arrays;

/** Feature vectors of one dimension, one a row, flat and row-major. Immutable; every number is finite. */
public final class Rows {
    private final int count;
    private final int dimension;
    private final double[] values;

    private Rows(int count, int dimension, double[] values) {
        this.count = count;
        this.dimension = dimension;
        this.values = values;
    }

    /**
     * @param dimension at least 1
     * @param values row after row, a multiple of the dimension, each finite
     */
    public static Rows of(int dimension, double... values) {
        return owned(dimension, values.clone());
    }

    /** The same of single precision. */
    public static Rows of(int dimension, float... values) {
        var wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return owned(dimension, wide);
    }

    /** @param rows at least one, all of one length */
    public static Rows of(double[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("no rows: their dimension is unknown");
        }
        int dimension = rows[0].length;
        var values = new double[rows.length * dimension];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != dimension) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + rows[i].length + " numbers, the rows before it have " + dimension);
            }
            System.arraycopy(rows[i], 0, values, i * dimension, dimension);
        }
        return owned(dimension, values);
    }

    static Rows owned(int dimension, double[] values) {
        if (dimension < 1 || values.length % dimension != 0) {
            throw new IllegalArgumentException(values.length + " numbers are not whole rows of " + dimension);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("row " + i / dimension + " has " + values[i] + " in column "
                        + i % dimension + ": features must be finite numbers");
            }
        }
        return new Rows(values.length / dimension, dimension, values);
    }

    /** How many rows there are. */
    public int count() {
        return count;
    }

    /** How many numbers a row has. */
    public int dimension() {
        return dimension;
    }

    public double get(int row, int column) {
        return values[row * dimension + column];
    }

    public double[] row(int row) {
        return Arrays.copyOfRange(values, row * dimension, (row + 1) * dimension);
    }

    /** The rows from one, included, to another, not included. */
    public Rows slice(int from, int to) {
        return new Rows(to - from, dimension, Arrays.copyOfRange(values, from * dimension, to * dimension));
    }

    /** The columns as rows. */
    public Rows transposed() {
        var turned = new double[values.length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < dimension; j++) {
                turned[j * count + i] = values[i * dimension + j];
            }
        }
        return new Rows(dimension, count, turned);
    }

    /** Mean of each column; at least one row. */
    public double[] mean() {
        if (count == 0) {
            throw new IllegalArgumentException("no rows: there is no mean");
        }
        var mean = new double[dimension];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < dimension; j++) {
                mean[j] += values[i * dimension + j];
            }
        }
        for (int j = 0; j < dimension; j++) {
            mean[j] /= count;
        }
        return mean;
    }

    /** Every row less {@code shift}, which has one number per column. */
    public Rows minus(double[] shift) {
        requireDimension(shift.length);
        var moved = new double[values.length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < dimension; j++) {
                moved[i * dimension + j] = values[i * dimension + j] - shift[j];
            }
        }
        return owned(dimension, moved);
    }

    /** Every row divided by its length, a row of zeros left as it is. */
    public Rows normalized() {
        var scaled = values.clone();
        for (int i = 0; i < count; i++) {
            double length = length(i);
            for (int j = 0; length > 0 && j < dimension; j++) {
                scaled[i * dimension + j] /= length;
            }
        }
        return new Rows(count, dimension, scaled);
    }

    /** Whether a row has nothing but zeros. */
    public boolean isZero(int row) {
        for (int j = 0; j < dimension; j++) {
            if (get(row, j) != 0) {
                return false;
            }
        }
        return true;
    }

    private double length(int row) {
        double largest = 0;
        for (int j = 0; j < dimension; j++) {
            largest = Math.max(largest, Math.abs(get(row, j)));
        }
        if (largest == 0) {
            return 0;
        }
        double sum = 0;
        for (int j = 0; j < dimension; j++) {
            double ratio = get(row, j) / largest;
            sum += ratio * ratio;
        }
        return largest * Math.sqrt(sum);
    }

    /** Squared Euclidean distance of two rows from their differences, exact where the rows are close. */
    public double squaredDistance(int row, Rows other, int otherRow) {
        double sum = 0;
        for (int j = 0; j < dimension; j++) {
            double difference = get(row, j) - other.get(otherRow, j);
            sum += difference * difference;
        }
        return sum;
    }

    public void requireDimension(int expected) {
        if (dimension != expected) {
            throw new IllegalArgumentException(
                    "features of dimension " + dimension + " cannot be compared with features of dimension " + expected
                            + ": they come from different models");
        }
    }

    /** All numbers, row after row; a copy. */
    public double[] toArray() {
        return values.clone();
    }
}
