package io.vasari.artifacts;

import io.vasari.contracts.FailureCode;

/** The store did not do what it was asked; the code says whether it may later. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    /** @param code {@link FailureCode#STORE_FULL} or {@link FailureCode#STORE_UNAVAILABLE} */
    public StoreException(FailureCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }
}
