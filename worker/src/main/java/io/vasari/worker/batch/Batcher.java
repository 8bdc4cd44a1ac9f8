package io.vasari.worker.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides which samples share the next pass. Generations take turns: the one at the front names the key, and whatever has
 * that key rides along. Of a pass for n generations each may have an n-th; those that need no more than that are done at
 * once, so a small task never waits behind a large one, and the rows left over go to the others in turn, as many as
 * possible to one, so that large tasks are cut into few strips, and a pass leaves generations to the other lanes. Apart
 * from what is the front's, interactive generations come first.
 *
 * <p>A generation in a pass is out of turn until {@link #delivered}: no two lanes work on it, and its strips come in order.
 * Every pass gives the front at least its n-th, so nothing starves. Not safe for use by many threads at once.
 */
final class Batcher {
    private final LinkedHashSet<Generation> turns = new LinkedHashSet<>();

    void add(Generation generation) {
        turns.add(generation);
    }

    /** The key of the next batch; empty when nothing can be painted now. */
    Optional<BatchKey> nextKey() {
        return nextKey(key -> true);
    }

    /** As {@link #nextKey()}, among some of the keys. */
    Optional<BatchKey> nextKey(Predicate<BatchKey> eligible) {
        for (Iterator<Generation> all = turns.iterator(); all.hasNext(); ) {
            Generation generation = all.next();
            if (!generation.isEnded() && generation.isCanceled()) {
                generation.stop();
            }
            if (generation.isEnded()) {
                all.remove();
            } else if (eligible.test(generation.order().key()) && generation.hasRoom()) {
                return Optional.of(generation.order().key());
            }
        }
        return Optional.empty();
    }

    /**
     * Takes the next batch of a key; empty when other lanes have it all.
     *
     * @param capacity most samples in it, at least 1
     */
    Batch next(BatchKey key, int capacity) {
        var riders = urgentBehindTheFront(riders(key));
        int[] rows = allot(riders, capacity);
        var parts = new ArrayList<Part>(riders.size());
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] > 0) {
                turns.remove(riders.get(i));
                parts.add(riders.get(i).cut(rows[i]));
            }
        }
        return new Batch(key, parts);
    }

    /** The batch is through, one way or the other: those of its generations that need more go to the back. */
    void delivered(Batch batch) {
        for (Part part : batch.parts()) {
            Generation generation = part.generation();
            if (generation.remaining() > 0 && !generation.isEnded()) {
                turns.add(generation);
            }
        }
    }

    /** All generations of a key whose turn may come, which leave. */
    List<Generation> remove(BatchKey key) {
        var removed = turns.stream().filter(p -> p.order().key().equals(key)).toList();
        removed.forEach(turns::remove);
        return removed;
    }

    private List<Generation> riders(BatchKey key) {
        var riders = new ArrayList<Generation>(turns.size());
        for (Generation generation : List.copyOf(turns)) {
            if (generation.isCanceled()) {
                generation.stop();
            }
            if (generation.isEnded()) {
                turns.remove(generation);
            } else if (generation.hasRoom() && generation.order().key().equals(key)) {
                riders.add(generation);
            }
        }
        return riders;
    }

    private static List<Generation> urgentBehindTheFront(List<Generation> riders) {
        if (riders.size() > 2) {
            riders.subList(1, riders.size())
                    .sort(Comparator.comparing(generation -> generation.order().priority()));
        }
        return riders;
    }

    private static int[] allot(List<Generation> riders, int capacity) {
        int[] rows = new int[riders.size()];
        int share = Math.max(1, capacity / Math.max(1, rows.length));
        int left = capacity;
        for (int i = 0; i < rows.length; i++) {
            int remaining = riders.get(i).remaining();
            if (i == 0 || remaining <= share) {
                rows[i] = Math.min(left, Math.min(share, remaining));
                left -= rows[i];
            }
        }
        left = fill(rows, riders, left, generation -> generation.order().isInteractive());
        fill(rows, riders, left, generation -> true);
        return rows;
    }

    private static int fill(int[] rows, List<Generation> riders, int room, Predicate<Generation> eligible) {
        int left = room;
        for (int i = 0; i < rows.length; i++) {
            if (eligible.test(riders.get(i))) {
                int more = Math.min(left, riders.get(i).remaining() - rows[i]);
                rows[i] += more;
                left -= more;
            }
        }
        return left;
    }
}
