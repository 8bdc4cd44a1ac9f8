package io.vasari.evaluator.aggregate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What else a sample may be than the class that it is counted for, in few bytes: probabilities rounded to 2^-16, of the most
 * probable classes only. What is left to 1 is the counted class's, so that they always sum to 1. The layout is that of {@link
 * io.vasari.contracts.TaskScores#runnersUp}.
 */
public final class RunnersUp {
    /** Of more classes than this, the least probable ones of a sample are left out. */
    static final int MOST = 100;

    private static final int ONE = 1 << 16;
    private static final int ENTRY_BYTES = 2 * Short.BYTES;

    private RunnersUp() {}

    /**
     * Of one sample.
     *
     * @param probabilities of samples, one after the other
     * @param from where the sample's begin
     * @param classes how many there are, at most 65,536
     * @param best the class that it is counted for
     */
    public static byte[] of(float[] probabilities, int from, int classes, int best) {
        int[] others = IntStream.range(0, classes)
                .filter(i -> i != best && units(probabilities[from + i]) > 0)
                .toArray();
        if (others.length > MOST) {
            others = Arrays.stream(others)
                    .boxed()
                    .sorted(Comparator.comparing((Integer i) -> -probabilities[from + i]))
                    .limit(MOST)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        var bytes = ByteBuffer.allocate(1 + others.length * ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) others.length);
        for (int i : others) {
            bytes.putShort((short) i).putShort((short) units(probabilities[from + i]));
        }
        return bytes.array();
    }

    /** No other class can have more than half, but for rounding. */
    private static int units(float probability) {
        return Math.min(Math.round(probability * ONE), ONE / 2);
    }

    /**
     * Reads the probabilities of samples one by one.
     *
     * @param counted class that each is counted for
     * @throws IllegalArgumentException when the bytes contradict themselves, or there are too few or too many
     */
    static double[][] read(byte[] written, int[] counted, int classes) {
        var bytes = ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN);
        var samples = new double[counted.length][];
        for (int sample = 0; sample < counted.length; sample++) {
            samples[sample] = read(bytes, counted[sample], classes);
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException(
                    bytes.remaining() + " bytes follow those of " + counted.length + " samples");
        }
        return samples;
    }

    private static double[] read(ByteBuffer bytes, int counted, int classes) {
        int others = bytes.hasRemaining() ? Byte.toUnsignedInt(bytes.get()) : Integer.MAX_VALUE;
        if (bytes.remaining() < (long) others * ENTRY_BYTES) {
            throw new IllegalArgumentException("the probabilities end too early");
        }
        var probabilities = new double[classes];
        int left = ONE;
        for (int i = 0; i < others; i++) {
            int index = Short.toUnsignedInt(bytes.getShort());
            int units = Short.toUnsignedInt(bytes.getShort());
            left -= units;
            if (index >= classes || index == counted || left < 0 || probabilities[index] > 0) {
                throw new IllegalArgumentException("class " + index + " of " + classes + " has " + units + " units of "
                        + ONE + ", beside class " + counted);
            }
            probabilities[index] = (double) units / ONE;
        }
        probabilities[counted] = (double) left / ONE;
        return probabilities;
    }
}
