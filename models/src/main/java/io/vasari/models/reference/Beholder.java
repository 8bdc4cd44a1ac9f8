package io.vasari.models.reference;

/**
 * The model through whose eyes a reference set was seen.
 *
 * @param model id and revision, {@code id@revision}
 * @param sha256 of the files of that revision, names and contents in the order of their names
 */
public record Beholder(String model, String sha256) {}
