package io.vasari.gateway.openai;

/**
 * A sample that is not done.
 *
 * @param index of the sample
 * @param number of those that were given of this sample before
 */
record PartialImage(int index, int number, byte[] png) {}
