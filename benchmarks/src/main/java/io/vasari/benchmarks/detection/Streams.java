package io.vasari.benchmarks.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Streams of digits, each from the first sample of a revision on.
 *
 * @param count how many streams
 * @param seed of the draws
 */
record Streams(RealDigits digits, int count, int longest, long seed) {

    /** When each alarm sounded first. */
    Map<Alarm, Delays> of(Fault fault) {
        var watch = new Watch(digits.reference(), longest);
        var upTo = cumulative(digits.shares(fault));
        var samples = new EnumMap<Alarm, List<Integer>>(Alarm.class);
        for (int stream = 0; stream < count; stream++) {
            var random = new SplittableRandom(seed + stream);
            watch.of(() -> draw(upTo, random.nextDouble()))
                    .forEach((alarm, n) -> samples.computeIfAbsent(alarm, none -> new ArrayList<>())
                            .add(n));
        }
        var delays = new EnumMap<Alarm, Delays>(Alarm.class);
        for (var alarm : Alarm.values()) {
            delays.put(alarm, Delays.of(samples.getOrDefault(alarm, List.of()), count));
        }
        return delays;
    }

    private static double[] cumulative(double[] shares) {
        var upTo = shares.clone();
        Arrays.parallelPrefix(upTo, Double::sum);
        return upTo;
    }

    private static int draw(double[] upTo, double where) {
        int i = 0;
        while (i < upTo.length - 1 && where >= upTo[i]) {
            i++;
        }
        return i;
    }
}
