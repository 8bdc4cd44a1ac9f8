package io.vasari.contracts;

/**
 * A contiguous range of a job's samples.
 *
 * @param first index of the first sample, at least 0
 * @param count how many samples, at least 1
 */
public record SampleRange(int first, int count) {
    public SampleRange {
        if (first < 0) {
            throw new IllegalArgumentException("first is " + first + ", it must be at least 0");
        }
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", it must be at least 1");
        }
    }

    /** Index after the last sample. */
    public int end() {
        return first + count;
    }

    public boolean contains(int index) {
        return index >= first && index < end();
    }
}
