package io.vasari.gateway.streams;

/** A record that cannot be understood. It is skipped: it will not become better by being read again. */
final class GarbageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GarbageException(String message) {
        super(message, null, false, false);
    }
}
