package io.vasari.gateway.sweep;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.TaskProgress.Preview;
import java.time.Duration;
import java.time.InstantSource;

/** Deletes previews that a worker left when it died; one that lives deletes its own, and puts them anew all the time. */
final class PreviewSweep {
    static final Duration KEEP = Duration.ofHours(1);

    private final ArtifactStore store;
    private final InstantSource clock;

    PreviewSweep(ArtifactStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * One sweep.
     *
     * @return how many previews were deleted
     * @throws StoreException when the store cannot be read or written
     */
    int sweep() {
        var old = clock.instant().minus(KEEP);
        return (int) store.putBefore(Preview.FOLDER, old).stream()
                .filter(uri -> store.delete(uri, old))
                .count();
    }
}
