package io.vasari.contracts;

/**
 * Why something failed, for a person and for a program.
 *
 * @param code what happened
 * @param message one sentence that names what to look at
 */
public record Failure(FailureCode code, String message) {}
