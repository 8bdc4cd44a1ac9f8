package io.vasari.benchmarks.detection;

import io.vasari.scores.ClassCounts;
import io.vasari.scores.ClassScores;
import io.vasari.scores.Reference;
import io.vasari.scores.verdict.Judge;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Looks at a stream again and again, as the critic does: first as soon as it judges at all, then whenever the stream has grown
 * by a hundredth.
 *
 * @param longest samples after which a stream ends, whatever has sounded
 */
record Watch(Reference reference, int longest) {
    private static final double GROWTH = 1.01;

    /**
     * After how many samples each alarm sounded first; those that did not are not in it.
     *
     * @param next class of the next sample
     */
    Map<Alarm, Integer> of(IntSupplier next) {
        var sounded = new EnumMap<Alarm, Integer>(Alarm.class);
        var counts = new long[reference.classes()];
        long look = Judge.minSamples(reference.classes());
        for (int n = 1; n <= longest && sounded.size() < Alarm.values().length; n++) {
            counts[next.getAsInt()]++;
            if (n < look) {
                continue;
            }
            look = Math.max(n + 1, Math.round(n * GROWTH));
            var scores = ClassScores.of(ClassCounts.of(counts.clone()), reference);
            for (var alarm : Alarm.values()) {
                if (!sounded.containsKey(alarm) && alarm.sounds(scores)) {
                    sounded.put(alarm, n);
                }
            }
        }
        return sounded;
    }
}
