package io.vasari.gateway.uploads;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.Sha256;
import io.vasari.artifacts.StoreException;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.contracts.ArtifactRef;

/** Images of clients in the artifact store, each under its own digest, so that the same image is kept once. */
public record ImageUploads(ArtifactStore store) {
    public static final String FOLDER = "uploads";

    /**
     * Stores it, or, if it is there already, makes it as good as new to whoever deletes what is old.
     *
     * @throws StoreException when the store is full or cannot be written
     */
    public ArtifactRef put(byte[] png) {
        return store.put(FOLDER + "/" + Sha256.of(png) + ".png", PngEncoder.MEDIA_TYPE, png, png.length);
    }
}
