package io.vasari.worker.batch;

import java.util.ArrayList;
import java.util.List;

/** What one pass of the device paints: samples of any number of tasks with the same key, in the order of the parts. */
public record Batch(BatchKey key, List<Part> parts) {
    public int size() {
        int size = 0;
        for (Part part : parts) {
            size += part.count();
        }
        return size;
    }

    /** Without the samples of generations that ended meanwhile. */
    Batch stillWanted() {
        return new Batch(
                key, parts.stream().filter(part -> !part.generation().isEnded()).toList());
    }

    /** The samples from position {@code from} up to {@code to}. */
    Batch slice(int from, int to) {
        var slice = new ArrayList<Part>();
        int position = 0;
        for (Part part : parts) {
            int start = Math.max(from, position);
            int end = Math.min(to, position + part.count());
            if (start < end) {
                slice.add(new Part(part.generation(), part.first() + start - position, end - start));
            }
            position += part.count();
        }
        return new Batch(key, slice);
    }
}
