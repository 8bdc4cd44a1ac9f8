package io.vasari.models.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The float32 tensors of one network, by name, on a native memory region of their own.
 *
 * <p>They never record gradients. Not changed after loading except by a trainer; reading is safe from any thread.
 * {@link #close} frees the native memory.
 */
public final class Weights implements Parameters, AutoCloseable {

    private final NDManager manager;
    private final Map<String, NDArray> byName = new LinkedHashMap<>();
    private final Map<View, NDArray> views = new ConcurrentHashMap<>();

    private record View(String name, Shape shape) {}

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

    /** As its original, but made once: a view shares the tensor's memory and lives as long. */
    @Override
    public NDArray get(String name, Shape shape) {
        return views.computeIfAbsent(new View(name, shape), this::view);
    }

    private NDArray view(View wanted) {
        NDArray view = get(wanted.name).reshape(wanted.shape);
        NDScope.unregister(view);
        return view;
    }

    /** All tensors, in the order in which they were added. */
    public Map<String, NDArray> all() {
        return Collections.unmodifiableMap(byName);
    }

    /** How many tensors lie on their memory region beside views: those above, unless something was left there by mistake. */
    public int held() {
        return manager.getManagedArrays().size() - views.size();
    }

    /** Memory that the tensors take. */
    public long sizeBytes() {
        return byName.values().stream()
                .mapToLong(tensor -> tensor.size() * Float.BYTES)
                .sum();
    }

    /** The first tensor with a value that is no finite number: interrupted trainings and broken conversions leave such. */
    public Optional<String> firstBroken() {
        return byName.keySet().stream()
                .filter(name -> {
                    try (NDArray sum = byName.get(name).sum()) {
                        return !Float.isFinite(sum.getFloat());
                    }
                })
                .findFirst();
    }

    void adopt(String name, NDArray tensor) {
        tensor.attach(manager);
        tensor.setName(name);
        NDArray previous = byName.put(name, tensor);
        if (previous != null) {
            dropViews(name);
            previous.close();
        }
    }

    private void dropViews(String name) {
        for (View view : views.keySet()) {
            if (view.name.equals(name)) {
                views.remove(view).close();
            }
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
