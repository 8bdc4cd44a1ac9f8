package io.vasari.gateway.view;

/** The tables are not restored yet, or are being moved. It passes: ask again in a moment. */
public final class ViewNotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ViewNotReadyException(String message) {
        super(message, null, false, false);
    }
}
