package io.vasari.worker.generate;

import io.vasari.contracts.ModelRef;
import io.vasari.models.GenerativeModel;
import java.util.LinkedHashMap;
import java.util.List;

/** The models in memory: the last ones used, up to a number. Belongs to the device's thread, but for {@link #refs}. */
final class LoadedModels implements AutoCloseable {
    private final Zoo zoo;
    private final int keep;
    private final LinkedHashMap<ModelRef, GenerativeModel> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private volatile List<ModelRef> refs = List.of();

    /** @param keep how many, at least 1 */
    LoadedModels(Zoo zoo, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("vasari.models.keep is " + keep + ", it must be at least 1");
        }
        this.zoo = zoo;
        this.keep = keep;
    }

    /** @throws io.vasari.worker.batch.DeviceException when it cannot be loaded */
    GenerativeModel get(ModelRef ref) {
        var loaded = byUse.get(ref);
        if (loaded == null) {
            unloadDownTo(keep - 1);
            loaded = zoo.load(ref);
            byUse.put(ref, loaded);
            refs = List.copyOf(byUse.keySet());
        }
        return loaded;
    }

    /** Which are in memory, from any thread. */
    List<ModelRef> refs() {
        return refs;
    }

    @Override
    public void close() {
        unloadDownTo(0);
    }

    private void unloadDownTo(int size) {
        while (byUse.size() > size) {
            var longestUnused = byUse.entrySet().iterator().next();
            byUse.remove(longestUnused.getKey());
            refs = List.copyOf(byUse.keySet());
            longestUnused.getValue().close();
        }
    }
}
