package io.vasari.contracts;

/**
 * Of those of a job's samples whose prompts name a class of an attribute, how many show it.
 *
 * @param attribute for example {@code colour}
 */
public record JobAttribute(String attribute, long passed, long failed) {}
