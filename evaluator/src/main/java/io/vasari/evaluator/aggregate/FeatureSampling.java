package io.vasari.evaluator.aggregate;

import io.vasari.contracts.SampleRange;
import io.vasari.scores.state.SampleKeys;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which samples have their features kept. A sample's key is a hash of its id, and it counts if its key is not above a limit that
 * falls with its index in the job: whoever asks, and however the job was cut, the answer is the same. The samples with the
 * smallest keys of a job are among them with overwhelming probability, so that what is kept is a fair sample of all.
 */
public final class FeatureSampling {
    /** How many samples' features any state holds at most, where they are short enough. */
    public static final int MOST_ROWS = 512;

    /** A state with fewer is not worth its bytes: nothing is said of so few. */
    private static final int LEAST_ROWS = 100;

    /** So that a record with the rows of a state, in base64 too, stays below a megabyte. */
    private static final int MOST_BYTES = 600_000;

    private static final int BYTES_BESIDE = 2 * Long.BYTES + Integer.BYTES;

    /** Of the samples late in a long job, at least this share is looked at: short windows need them. */
    private static final double LEAST_SHARE = 1.0 / 8;

    private static final double MARGIN = 2;
    private static final long SEED = 0;

    private FeatureSampling() {}

    /** Position of a sample in its range, and its key. */
    public record Chosen(int position, long key) {}

    /** How many rows of so many numbers a state holds at most; 0 if they are too long to be kept at all. */
    public static int capacity(int dimension) {
        int fitting = MOST_BYTES / (dimension * Float.BYTES + BYTES_BESIDE);
        return fitting < LEAST_ROWS ? 0 : Math.min(MOST_ROWS, fitting);
    }

    /** The largest key that counts, of the samples of a range. */
    public static long limit(SampleRange range, int capacity) {
        long last = (long) range.first() + range.count() - 1;
        double share = Math.max(LEAST_SHARE, MARGIN * capacity / (last + 1));
        return share >= 1 ? Long.MAX_VALUE : Long.MIN_VALUE + (long) (share * 0x1p63) * 2;
    }

    /** The samples of a range whose features are wanted, by position. */
    public static List<Chosen> choose(String jobId, SampleRange range, int capacity) {
        long limit = limit(range, capacity);
        return IntStream.range(0, range.count())
                .mapToObj(
                        position -> new Chosen(position, SampleKeys.of(SEED, jobId + "/" + (range.first() + position))))
                .filter(chosen -> chosen.key() <= limit)
                .sorted(Comparator.comparingLong(Chosen::key))
                .limit(capacity)
                .sorted(Comparator.comparingInt(Chosen::position))
                .toList();
    }
}
