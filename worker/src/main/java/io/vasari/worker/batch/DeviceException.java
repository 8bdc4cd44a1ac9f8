package io.vasari.worker.batch;

import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;

/** The device cannot paint, and knows why. */
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    public DeviceException(FailureCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }

    public Failure failure() {
        return new Failure(code, getMessage());
    }
}
