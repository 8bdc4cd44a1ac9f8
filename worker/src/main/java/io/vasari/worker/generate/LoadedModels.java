package io.vasari.worker.generate;

import io.vasari.contracts.ModelRef;
import io.vasari.models.GenerativeModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * The models in memory: the last ones used, up to a number, and beyond it those that had to go while a pass runs them; they
 * are closed after it. Safe for use by many threads at once; while a model loads, whoever wants one waits.
 */
final class LoadedModels implements AutoCloseable {
    private final Function<ModelRef, GenerativeModel> loader;
    private final int keep;
    private final LinkedHashMap<ModelRef, SharedModel> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private volatile List<ModelRef> refs = List.of();

    /** @param keep how many, at least 1 */
    LoadedModels(Function<ModelRef, GenerativeModel> loader, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("vasari.models.keep is " + keep + ", it must be at least 1");
        }
        this.loader = loader;
        this.keep = keep;
    }

    /**
     * Uses a model, which stays open until that returns.
     *
     * @throws io.vasari.worker.batch.DeviceException when it cannot be loaded
     */
    <T> T use(ModelRef ref, Function<GenerativeModel, T> use) {
        SharedModel held = hold(ref);
        try {
            return use.apply(held.model());
        } finally {
            held.letGo();
        }
    }

    /** Which are in memory to stay. */
    List<ModelRef> refs() {
        return refs;
    }

    @Override
    public synchronized void close() {
        unloadDownTo(0);
    }

    private synchronized SharedModel hold(ModelRef ref) {
        var loaded = byUse.get(ref);
        if (loaded == null) {
            unloadDownTo(keep - 1);
            loaded = new SharedModel(loader.apply(ref));
            byUse.put(ref, loaded);
            refs = List.copyOf(byUse.keySet());
        }
        return loaded.hold();
    }

    private void unloadDownTo(int size) {
        while (byUse.size() > size) {
            var longestUnused = byUse.entrySet().iterator().next();
            byUse.remove(longestUnused.getKey());
            refs = List.copyOf(byUse.keySet());
            longestUnused.getValue().letGo();
        }
    }
}
