package io.vasari.models.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The float32 tensors of one network, by name, on a native memory region of their own.
 *
 * <p>They never record gradients. Not changed after loading except by a trainer; reading is safe from any thread.
 * {@link #close} frees the native memory.
 */
public final class Weights implements Parameters, AutoCloseable {

    private final NDManager manager;
    private final Map<String, NDArray> byName = new LinkedHashMap<>();

    /** An empty set; {@link #put} fills it. */
    public Weights() {
        this.manager = NDManager.newBaseManager();
    }

    /** Copies row-major values into a new tensor of that name and shape. */
    public void put(String name, Shape shape, float[] values) {
        adopt(name, manager.create(values, shape));
    }

    @Override
    public NDArray get(String name) {
        NDArray tensor = byName.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor named " + name + " among " + byName.keySet());
        }
        return tensor;
    }

    /** All tensors, in the order in which they were added. */
    public Map<String, NDArray> all() {
        return Collections.unmodifiableMap(byName);
    }

    /** How many tensors lie on their memory region: those above, unless something was left there by mistake. */
    public int held() {
        return manager.getManagedArrays().size();
    }

    /** Memory that the tensors take. */
    public long sizeBytes() {
        return byName.values().stream()
                .mapToLong(tensor -> tensor.size() * Float.BYTES)
                .sum();
    }

    void adopt(String name, NDArray tensor) {
        tensor.attach(manager);
        tensor.setName(name);
        NDArray previous = byName.put(name, tensor);
        if (previous != null) {
            previous.close();
        }
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
