package io.vasari.artifacts;

import io.vasari.contracts.ArtifactRef;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/**
 * Where artifacts are kept: immutable bytes under a relative, slash-separated uri. An artifact is there as a whole or not
 * at all; putting the same uri again replaces it as a whole. Implementations are safe for use by many threads.
 */
public interface ArtifactStore {
    /**
     * Stores {@code length} bytes of {@code bytes}, from the start.
     *
     * @param uri for example {@code jobs/01J.../0-1024-1.tar}
     * @throws StoreException when the store is full or cannot be written
     */
    ArtifactRef put(String uri, String mediaType, byte[] bytes, int length);

    /**
     * One range read.
     *
     * @throws StoreException when there is no such artifact, it ends before {@code offset + length}, or the store cannot be read
     */
    byte[] read(String uri, long offset, int length);

    /**
     * The whole artifact as a stream, which the caller closes.
     *
     * @throws StoreException when there is no such artifact or the store cannot be read
     */
    InputStream open(String uri);

    /**
     * Uris of the artifacts of one folder, without those of folders in it, that were put for the last time before a moment;
     * in no particular order.
     *
     * @param folder for example {@code uploads}; one that does not exist is empty
     * @throws StoreException when the store cannot be read
     */
    List<String> putBefore(String folder, Instant moment);

    /**
     * Deletes an artifact unless it was put again since {@code putBefore}.
     *
     * @return whether it was there and is not any more
     * @throws StoreException when the store cannot be written
     */
    boolean delete(String uri, Instant putBefore);

    /** Whether the store as a whole can be read now; a single artifact may still be missing. Never throws. */
    boolean answers();
}
