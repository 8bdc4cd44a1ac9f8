package io.vasari.worker.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * All that a device has to do: single passes, which the {@link Batcher} fills, and the steps of the {@link StepBatcher}. They share
 * the device's time in equal parts, all single passes as one and every key of those as another; a key with interactive
 * samples counts {@link #WEIGHT_OF_URGENT} times. What is to be alone has the time that nobody wants, and of a device that
 * never rests one part for {@link #PARTS_TO_ONE_ALONE} that a key of the others has. Not safe for use by many threads at
 * once.
 */
final class Agenda {
    static final int WEIGHT_OF_URGENT = 8;
    static final int PARTS_TO_ONE_ALONE = 32;

    /** Of all single passes together, but for those of samples that are to be alone. */
    private static final Optional<BatchKey> PASSES = Optional.empty();

    private final Batcher batcher = new Batcher();
    private final StepBatcher stepBatcher;
    private final Shares<Optional<BatchKey>> shares = new Shares<>();
    private final Set<BatchKey> loading = new HashSet<>();

    Agenda(LongSupplier nanos, BatchObserver observer) {
        this.stepBatcher = new StepBatcher(nanos, observer);
    }

    /** @param ready whether the model is */
    void add(Generation generation, boolean ready) {
        if (ready && stepBatcher.knows(generation.order().key().model())) {
            stepBatcher.add(generation);
        } else {
            batcher.add(generation);
        }
    }

    /**
     * Empty when nothing can be done now.
     *
     * @param freeLanes lanes that would else have nothing to do, at least 1
     */
    Optional<Turn> next(int freeLanes) {
        var steps = stepBatcher.ready();
        var pass = batcher.nextKey(key -> !key.alone() && !loading.contains(key));
        var alone = batcher.nextKey(key -> key.alone() && !loading.contains(key));
        if (steps.isEmpty() && pass.isEmpty() && alone.isEmpty()) {
            return Optional.empty();
        }
        var wanting = new ArrayList<Optional<BatchKey>>();
        steps.stream().filter(stepBatcher::isUrgent).map(Optional::of).forEach(wanting::add);
        pass.ifPresent(key -> wanting.add(PASSES));
        steps.stream()
                .filter(key -> !stepBatcher.isUrgent(key))
                .map(Optional::of)
                .forEach(wanting::add);
        alone.map(Optional::of).ifPresent(wanting::add);
        var chosen = shares.next(wanting);
        return Optional.of(chosen.filter(steps::contains)
                .<Turn>map(key -> new Turn.Step(stepBatcher.next(key, freeLanes)))
                .orElseGet(() -> new Turn.Pass(chosen.or(() -> pass).orElseThrow())));
    }

    /** @param capacity most samples in it, at least 1 */
    Batch batch(BatchKey key, int capacity) {
        return batcher.next(key, capacity);
    }

    /** A batch is through, one way or the other. */
    void delivered(Batch batch, long nanos) {
        batcher.delivered(batch);
        var key = batch.key();
        shares.charge(key.alone() ? Optional.of(key) : PASSES, cost(key, nanos));
    }

    /** The key's model is stepwise: from now on its generations share steps. */
    void learn(BatchKey key, Technique.Stepwise technique) {
        stepBatcher.learn(key.model(), technique);
        batcher.remove(key).forEach(stepBatcher::add);
    }

    /** A step is through, one way or the other. */
    void returned(StepBatch stepBatch, long nanos) {
        shares.charge(Optional.of(stepBatch.key()), cost(stepBatch.key(), nanos));
        stepBatcher.returned(stepBatch);
    }

    private double cost(BatchKey key, long nanos) {
        if (key.alone()) {
            return (double) nanos * PARTS_TO_ONE_ALONE;
        }
        return stepBatcher.isUrgent(key) ? (double) nanos / WEIGHT_OF_URGENT : nanos;
    }

    /** From now on the key waits for its model. False when it does so already. */
    boolean startsLoading(BatchKey key) {
        return loading.add(key);
    }

    void loaded(BatchKey key) {
        loading.remove(key);
    }

    /** The generations of a key that were not begun, which leave. */
    List<Generation> remove(BatchKey key) {
        return batcher.remove(key);
    }

    /** Partial samples to close. */
    List<PartialSample> takeDiscarded() {
        return stepBatcher.takeDiscarded();
    }

    /** The device has stopped. */
    void abandon() {
        stepBatcher.abandon();
    }
}
