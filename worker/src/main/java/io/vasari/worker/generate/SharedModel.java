package io.vasari.worker.generate;

import io.vasari.contracts.ModelRef;
import io.vasari.models.LoadedModel;

/** A model in memory that many hold. While anybody does it stays open. */
final class SharedModel {
    private final LoadedModels home;
    private final ModelRef ref;
    private final LoadedModel model;
    private final long sizeBytes;
    private int holders;

    SharedModel(LoadedModels home, ModelRef ref, LoadedModel model) {
        this.home = home;
        this.ref = ref;
        this.model = model;
        this.sizeBytes = model.sizeBytes();
    }

    ModelRef ref() {
        return ref;
    }

    LoadedModel model() {
        return model;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** Once for every {@link LoadedModels#hold}. */
    void letGo() {
        home.letGo(this);
    }

    /** Under the lock of its home. */
    void addHolder() {
        holders++;
    }

    /** Under the lock of its home. */
    void removeHolder() {
        holders--;
    }

    /** Under the lock of its home. */
    boolean isIdle() {
        return holders == 0;
    }
}
