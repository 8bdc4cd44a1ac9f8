package io.vasari.evaluator.aggregate;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many samples show what their prompts name, by attribute. Immutable, mergeable.
 *
 * @param byAttribute its keys are the attributes' names
 */
public record CheckCounts(SortedMap<String, Count> byAttribute) {
    public static final CheckCounts NONE = new CheckCounts(new TreeMap<>());

    public CheckCounts {
        byAttribute = Collections.unmodifiableSortedMap(new TreeMap<>(byAttribute));
    }

    /** Samples whose prompts name a class of the attribute. */
    public record Count(long passed, long failed) {
        Count plus(Count other) {
            return new Count(Math.addExact(passed, other.passed), Math.addExact(failed, other.failed));
        }
    }

    /** Those of one attribute. */
    static CheckCounts of(String attribute, long passed, long failed) {
        return new CheckCounts(new TreeMap<>(Collections.singletonMap(attribute, new Count(passed, failed))));
    }

    public CheckCounts plus(CheckCounts other) {
        if (other.byAttribute.isEmpty()) {
            return this;
        }
        var sum = new TreeMap<>(byAttribute);
        other.byAttribute.forEach((attribute, count) -> sum.merge(attribute, count, Count::plus));
        return new CheckCounts(sum);
    }

    public boolean isEmpty() {
        return byAttribute.isEmpty();
    }
}
