package io.vasari.models;

/**
 * What alone decides a sample's noise.
 *
 * @param seed of the job, any value
 * @param index of the sample in the job, from 0
 */
public record SampleKey(long seed, int index) {}
