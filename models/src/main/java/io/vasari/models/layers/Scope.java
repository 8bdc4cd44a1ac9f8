package io.vasari.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.function.Supplier;

/**
 * Frees what a part of a network computes on the way, as soon as it has its result.
 *
 * <p>The engine keeps every intermediate tensor until its manager closes, which for a whole network is far too late. When
 * gradients are recorded, the graph holds what it needs by itself; only the handles are closed.
 */
public final class Scope {

    private Scope() {}

    /**
     * Runs a part on this thread.
     *
     * @param part returns a tensor that it made; every other tensor made on this thread meanwhile is closed
     */
    public static NDArray run(Supplier<NDArray> part) {
        NDArray result;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            result = part.get();
            NDScope.unregister(result);
        }
        NDScope.register(result);
        return result;
    }
}
