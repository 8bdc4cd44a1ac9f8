package io.vasari.artifacts;

import io.vasari.contracts.ArtifactRef;
import java.io.InputStream;

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
}
