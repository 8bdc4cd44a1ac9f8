package io.vasari.models;

/** A model package is missing, incomplete or does not fit its family; the message names the file and what is wrong. */
public final class ModelLoadException extends RuntimeException {

    public ModelLoadException(String message) {
        super(message);
    }

    public ModelLoadException(String message, Throwable cause) {
        super(message, cause);
    }
}
