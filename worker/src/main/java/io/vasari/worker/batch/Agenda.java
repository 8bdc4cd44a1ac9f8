package io.vasari.worker.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * All that a device has to do: single passes, which the {@link Mixer} fills, and the steps of the {@link Studio}. They share
 * the device's time in equal parts, all single passes as one and every key of the studio as another; a key with interactive
 * samples counts {@link #WEIGHT_OF_URGENT} times. What is to be alone has the time that nobody wants, and of a device that
 * never rests one part for {@link #PARTS_TO_ONE_ALONE} that a key of the others has. Not safe for use by many threads at
 * once.
 */
final class Agenda {
    static final int WEIGHT_OF_URGENT = 8;
    static final int PARTS_TO_ONE_ALONE = 32;

    /** Of all single passes together, but for those of samples that are to be alone. */
    private static final Optional<BatchKey> PASSES = Optional.empty();

    private final Mixer mixer = new Mixer();
    private final Studio studio;
    private final Shares<Optional<BatchKey>> shares = new Shares<>();
    private final Set<BatchKey> loading = new HashSet<>();

    Agenda(LongSupplier nanos, BatchObserver observer) {
        this.studio = new Studio(nanos, observer);
    }

    /** @param ready whether the model is */
    void add(Painting painting, boolean ready) {
        if (ready && studio.knows(painting.order().key().model())) {
            studio.add(painting);
        } else {
            mixer.add(painting);
        }
    }

    /**
     * Empty when nothing can be done now.
     *
     * @param freeLanes lanes that would else have nothing to do, at least 1
     */
    Optional<Turn> next(int freeLanes) {
        var steps = studio.ready();
        var pass = mixer.nextKey(key -> !key.alone() && !loading.contains(key));
        var alone = mixer.nextKey(key -> key.alone() && !loading.contains(key));
        if (steps.isEmpty() && pass.isEmpty() && alone.isEmpty()) {
            return Optional.empty();
        }
        var wanting = new ArrayList<Optional<BatchKey>>();
        steps.stream().filter(studio::isUrgent).map(Optional::of).forEach(wanting::add);
        pass.ifPresent(key -> wanting.add(PASSES));
        steps.stream().filter(key -> !studio.isUrgent(key)).map(Optional::of).forEach(wanting::add);
        alone.map(Optional::of).ifPresent(wanting::add);
        var chosen = shares.next(wanting);
        return Optional.of(chosen.filter(steps::contains)
                .<Turn>map(key -> new Turn.Step(studio.next(key, freeLanes)))
                .orElseGet(() -> new Turn.Pass(chosen.or(() -> pass).orElseThrow())));
    }

    /** @param capacity most samples in it, at least 1 */
    Batch batch(BatchKey key, int capacity) {
        return mixer.next(key, capacity);
    }

    /** A batch is through, one way or the other. */
    void delivered(Batch batch, long nanos) {
        mixer.delivered(batch);
        var key = batch.key();
        shares.charge(key.alone() ? Optional.of(key) : PASSES, cost(key, nanos));
    }

    /** The key's model is stepwise: its paintings move to the studio. */
    void learn(BatchKey key, Technique.Stepwise technique) {
        studio.learn(key.model(), technique);
        mixer.remove(key).forEach(studio::add);
    }

    /** A step is through, one way or the other. */
    void returned(Sitting sitting, long nanos) {
        shares.charge(Optional.of(sitting.key()), cost(sitting.key(), nanos));
        studio.returned(sitting);
    }

    private double cost(BatchKey key, long nanos) {
        if (key.alone()) {
            return (double) nanos * PARTS_TO_ONE_ALONE;
        }
        return studio.isUrgent(key) ? (double) nanos / WEIGHT_OF_URGENT : nanos;
    }

    /** From now on the key waits for its model. False when it does so already. */
    boolean startsLoading(BatchKey key) {
        return loading.add(key);
    }

    void loaded(BatchKey key) {
        loading.remove(key);
    }

    /** The paintings of a key that were not begun, which leave. */
    List<Painting> remove(BatchKey key) {
        return mixer.remove(key);
    }

    /** Canvases to close. */
    List<Canvas> takeDiscarded() {
        return studio.takeDiscarded();
    }

    /** The device has stopped. */
    void abandon() {
        studio.abandon();
    }
}
