package io.vasari.contracts;

/**
 * Immutable bytes somewhere in the artifact store.
 *
 * @param uri where, relative to the store, for example {@code jobs/01J.../0-1024-1.tar}
 * @param sha256 of the bytes, in lower-case hex
 * @param sizeBytes at least 0
 */
public record ArtifactRef(String uri, String sha256, long sizeBytes, String mediaType) {}
