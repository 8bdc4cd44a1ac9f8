package io.vasari.worker.generate;

import io.vasari.contracts.ModelRef;
import io.vasari.models.LoadedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * The models in memory. Beyond a number of them, or of bytes, the one used longest ago goes; but never one that somebody
 * holds, which goes when it is let go, and never the one used last. So while all are held there may be more than that, and
 * there are never two copies of one.
 *
 * <p>Safe for use by many threads at once; while a model loads, who wants that one waits, and nobody else.
 */
final class LoadedModels implements AutoCloseable {
    private final Function<ModelRef, LoadedModel> loader;
    private final int keep;
    private final long memoryBytes;
    private final LinkedHashMap<ModelRef, SharedModel> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<ModelRef, CompletableFuture<Void>> loading = new HashMap<>();
    private volatile List<ModelRef> refs = List.of();
    private long bytes;
    private boolean closed;

    /**
     * @param keep how many, at least 1
     * @param memoryBytes how much, by what the models say of themselves
     */
    LoadedModels(Function<ModelRef, LoadedModel> loader, int keep, long memoryBytes) {
        if (keep < 1) {
            throw new IllegalArgumentException("vasari.models.keep is " + keep + ", it must be at least 1");
        }
        if (memoryBytes < 1) {
            throw new IllegalArgumentException(
                    "vasari.models.memory-bytes is " + memoryBytes + ", it must be at least 1");
        }
        this.loader = loader;
        this.keep = keep;
        this.memoryBytes = memoryBytes;
    }

    /**
     * Uses a model, which stays open until that returns.
     *
     * @throws io.vasari.worker.batch.DeviceException when it cannot be loaded
     */
    <T> T use(ModelRef ref, Function<LoadedModel, T> use) {
        SharedModel held = hold(ref);
        try {
            return use.apply(held.model());
        } finally {
            held.letGo();
        }
    }

    /**
     * A model, which stays open until the caller lets go of it.
     *
     * @throws io.vasari.worker.batch.DeviceException when it cannot be loaded
     */
    SharedModel hold(ModelRef ref) {
        while (true) {
            CompletableFuture<Void> done;
            boolean mine;
            synchronized (this) {
                var loaded = Optional.ofNullable(byUse.get(ref));
                if (loaded.isPresent()) {
                    loaded.get().addHolder();
                    return loaded.get();
                }
                mine = !loading.containsKey(ref);
                done = loading.computeIfAbsent(ref, r -> new CompletableFuture<>());
                if (mine) {
                    // Room is made before, or both would be in memory at once.
                    closeAll(unneeded(1));
                }
            }
            if (mine) {
                return load(ref, done);
            }
            await(done);
        }
    }

    boolean has(ModelRef ref) {
        return refs.contains(ref);
    }

    /** Which are in memory, the one used last at the end. */
    List<ModelRef> refs() {
        return refs;
    }

    /** What those in memory say they take. */
    synchronized long sizeBytes() {
        return bytes;
    }

    /** What is held is closed when it is let go. */
    @Override
    public synchronized void close() {
        closed = true;
        closeAll(unneeded(0));
    }

    synchronized void letGo(SharedModel model) {
        model.removeHolder();
        byUse.get(model.ref());
        if (closed || byUse.size() > keep || bytes > memoryBytes) {
            closeAll(unneeded(0));
        }
    }

    private SharedModel load(ModelRef ref, CompletableFuture<Void> done) {
        try {
            var loaded = new SharedModel(this, ref, loader.apply(ref));
            synchronized (this) {
                loaded.addHolder();
                byUse.put(ref, loaded);
                bytes += loaded.sizeBytes();
                loading.remove(ref);
                closeAll(unneeded(0));
                refs = List.copyOf(byUse.keySet());
            }
            done.complete(null);
            return loaded;
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                loading.remove(ref);
            }
            done.completeExceptionally(e);
            throw e;
        }
    }

    private static void await(CompletableFuture<Void> done) {
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /**
     * Takes out what has to go.
     *
     * @param coming how many will be loaded next
     */
    private List<SharedModel> unneeded(int coming) {
        var gone = new ArrayList<SharedModel>();
        var models = List.copyOf(byUse.values());
        int candidates = closed || coming > 0 ? models.size() : models.size() - 1;
        for (int i = 0; i < candidates; i++) {
            var model = models.get(i);
            boolean needed = !closed && byUse.size() + coming <= keep && bytes <= memoryBytes;
            if (!needed && model.isIdle()) {
                byUse.remove(model.ref());
                bytes -= model.sizeBytes();
                gone.add(model);
            }
        }
        refs = List.copyOf(byUse.keySet());
        return gone;
    }

    private static void closeAll(List<SharedModel> models) {
        models.forEach(model -> model.model().close());
    }
}
