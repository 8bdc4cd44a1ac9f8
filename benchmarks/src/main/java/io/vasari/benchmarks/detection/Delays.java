package io.vasari.benchmarks.detection;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How many samples it took an alarm, in many streams.
 *
 * @param sorted samples of the streams in which it sounded, in ascending order
 * @param streams all of them
 */
record Delays(List<Integer> sorted, int streams) {

    static Delays of(List<Integer> samples, int streams) {
        return new Delays(samples.stream().sorted().toList(), streams);
    }

    int sounded() {
        return sorted.size();
    }

    /**
     * Samples after which it has sounded in such a part of all streams; empty when it never has in so many.
     *
     * @param part above 0, at most 1
     */
    OptionalInt quantile(double part) {
        int position = (int) Math.ceil(part * streams) - 1;
        return position < sorted.size() ? OptionalInt.of(sorted.get(position)) : OptionalInt.empty();
    }

    /** The median and the 90 % quantile. */
    String text() {
        return text(quantile(0.5)) + " / " + text(quantile(0.9));
    }

    private static String text(OptionalInt samples) {
        return samples.isPresent() ? String.format(Locale.ROOT, "%,d", samples.getAsInt()) : "-";
    }
}
