package io.vasari.gateway.streams;

/** A record that cannot be understood. It is skipped: it will not become better by being read again. */
final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String message) {
        super(message, null, false, false);
    }
}
