package io.vasari.scores.state;

import java.util.Arrays;

/**
 * Sums of doubles that do not depend on their order: fixed point of 128 bits, in units of 2^-80. Numbers are rounded to that
 * unit when they come, never afterwards. Immutable, mergeable.
 */
public final class ExactSums {
    private static final int FRACTION_BITS = 80;
    private static final double LIMIT = 0x1p40;

    private final long[] high;
    private final long[] low;

    private ExactSums(long[] high, long[] low) {
        this.high = high;
        this.low = low;
    }

    /** @param size how many sums there are side by side */
    public static ExactSums zeros(int size) {
        return new ExactSums(new long[size], new long[size]);
    }

    /** @param words as {@link #toArray} gave them */
    public static ExactSums ofWords(long... words) {
        int size = words.length / 2;
        return new ExactSums(Arrays.copyOf(words, size), Arrays.copyOfRange(words, size, words.length));
    }

    /** @param values one per sum, finite and below 2^40 in size; so may be the sums of 128 of those */
    public ExactSums plus(double... values) {
        requireSize(values.length);
        var sums = new ExactSums(high.clone(), low.clone());
        for (int i = 0; i < values.length; i++) {
            sums.add(i, values[i]);
        }
        return sums;
    }

    /** The sums of both. */
    public ExactSums plus(ExactSums other) {
        requireSize(other.size());
        var sums = new ExactSums(high.clone(), low.clone());
        for (int i = 0; i < high.length; i++) {
            sums.add(i, other.high[i], other.low[i]);
        }
        return sums;
    }

    private void requireSize(int size) {
        if (size != high.length) {
            throw new IllegalArgumentException("cannot add " + size + " numbers to " + high.length + " sums");
        }
    }

    private void add(int index, double value) {
        if (!(Math.abs(value) < LIMIT)) {
            throw new IllegalArgumentException("cannot add " + value + ": it must be a number below 2^40 in size");
        }
        if (value == 0) {
            return;
        }
        int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT);
        long mantissa = (long) Math.scalb(value, 52 - exponent);
        int shift = exponent - 52 + FRACTION_BITS;
        if (shift < 0) {
            long rounded = shift < -62 ? 0 : (mantissa + (1L << (-shift - 1))) >> -shift;
            add(index, rounded >> 63, rounded);
        } else if (shift == 0) {
            add(index, mantissa >> 63, mantissa);
        } else if (shift < 64) {
            add(index, mantissa >> (64 - shift), mantissa << shift);
        } else {
            add(index, mantissa << (shift - 64), 0);
        }
    }

    private void add(int index, long addedHigh, long addedLow) {
        long sum = low[index] + addedLow;
        long carry = Long.compareUnsigned(sum, addedLow) < 0 ? 1 : 0;
        low[index] = sum;
        high[index] = Math.addExact(high[index], addedHigh + carry);
    }

    public int size() {
        return high.length;
    }

    /** The sum, rounded to a double. */
    public double get(int index) {
        if (high[index] < 0) {
            long negatedLow = -low[index];
            return -toDouble(~high[index] + (negatedLow == 0 ? 1 : 0), negatedLow);
        }
        return toDouble(high[index], low[index]);
    }

    private static double toDouble(long high, long low) {
        double unsignedLow = (low >>> 1) * 2.0 + (low & 1);
        return Math.scalb((double) high, 64 - FRACTION_BITS) + Math.scalb(unsignedLow, -FRACTION_BITS);
    }

    /** All upper words, then all lower words. */
    public long[] toArray() {
        var words = Arrays.copyOf(high, 2 * high.length);
        System.arraycopy(low, 0, words, high.length, low.length);
        return words;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactSums that && Arrays.equals(high, that.high) && Arrays.equals(low, that.low);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(high) + Arrays.hashCode(low);
    }
}
