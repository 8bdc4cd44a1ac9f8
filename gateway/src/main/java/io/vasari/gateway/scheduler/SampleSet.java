package io.vasari.gateway.scheduler;

import io.vasari.contracts.SampleRange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.roaringbitmap.RoaringBitmap;

/** A set of sample indices, small as long as it consists of few runs. Not thread-safe. */
final class SampleSet {
    /** Shared by all empty sets, never written to: most jobs in a long queue have nothing done. */
    private static final RoaringBitmap NOTHING = new RoaringBitmap();

    private RoaringBitmap bits = NOTHING;
    private int size;

    int size() {
        return size;
    }

    /** @return how many were not in it before */
    int add(SampleRange range) {
        int added = range.count() - countIn(range);
        if (added > 0) {
            own();
            bits.add((long) range.first(), (long) range.end());
            size += added;
        }
        return added;
    }

    /** @return how many were in it before */
    int remove(SampleRange range) {
        int removed = countIn(range);
        if (removed > 0) {
            bits.remove((long) range.first(), (long) range.end());
            size -= removed;
        }
        return removed;
    }

    private void own() {
        bits = bits == NOTHING ? new RoaringBitmap() : bits;
    }

    void clear() {
        bits = NOTHING;
        size = 0;
    }

    void addAll(SampleSet other) {
        own();
        bits.or(other.bits);
        size = bits.getCardinality();
    }

    void removeAll(SampleSet other) {
        own();
        bits.andNot(other.bits);
        size = bits.getCardinality();
    }

    void retainAll(SampleSet other) {
        own();
        bits.and(other.bits);
        size = bits.getCardinality();
    }

    boolean containsAll(SampleRange range) {
        return countIn(range) == range.count();
    }

    int countIn(SampleRange range) {
        return (int) bits.rangeCardinality(range.first(), range.end());
    }

    int firstAbsent() {
        return (int) bits.nextAbsentValue(0);
    }

    /** @return the first member from an index on, or the limit if there is none before it */
    int firstPresent(int from, int limit) {
        long found = bits.nextValue(from);
        return found < 0 ? limit : (int) Math.min(found, limit);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeBoolean(size > 0);
        if (size > 0) {
            bits.runOptimize();
            bits.serialize(out);
        }
    }

    static SampleSet readFrom(DataInput in) throws IOException {
        var set = new SampleSet();
        if (in.readBoolean()) {
            set.own();
            set.bits.deserialize(in);
            set.size = set.bits.getCardinality();
        }
        return set;
    }
}
