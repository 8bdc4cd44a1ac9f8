package io.vasari.models.sampler.diffusers;

import java.util.ArrayList;
import java.util.List;

/** The last few predictions, newest first. */
final class History {

    private final int limit;
    private List<float[]> newestFirst;

    History(int limit) {
        this(limit, List.of());
    }

    private History(int limit, List<float[]> newestFirst) {
        this.limit = limit;
        this.newestFirst = newestFirst;
    }

    void add(float[] newest) {
        List<float[]> all = new ArrayList<>(limit);
        all.add(newest);
        all.addAll(newestFirst.subList(0, Math.min(newestFirst.size(), limit - 1)));
        newestFirst = all;
    }

    /** One by its age, from 0. */
    float[] get(int age) {
        return newestFirst.get(age);
    }

    int size() {
        return newestFirst.size();
    }

    History copy() {
        return new History(limit, newestFirst);
    }
}
