package io.vasari.models.reference;

/**
 * The model that read the images of a reference set.
 *
 * @param model id and revision, {@code id@revision}
 * @param sha256 of the files of that revision, names and contents in the order of their names
 */
public record ReferenceModel(String model, String sha256) {}
