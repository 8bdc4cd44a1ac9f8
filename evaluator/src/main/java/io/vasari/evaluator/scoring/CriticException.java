package io.vasari.evaluator.scoring;

/** The critic that a model names cannot be had now; the message says what to look at. */
public final class CriticException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CriticException(String message, Throwable cause) {
        super(message, cause);
    }
}
