package io.vasari.benchmarks.bare;

import java.util.Locale;

/**
 * What the bare sampler loop did with one batch size.
 *
 * @param batchSize samples that take every step together
 * @param steps of a sample
 */
public record SamplerResult(int batchSize, int steps, double imagesPerSecond) {

    /** Steps of single samples. */
    public double stepsPerSecond() {
        return imagesPerSecond * steps;
    }

    String line() {
        return String.format(Locale.ROOT, "%d %d %.6f", batchSize, steps, imagesPerSecond);
    }

    static SamplerResult parse(String line) {
        String[] fields = line.split(" ");
        return new SamplerResult(
                Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), Double.parseDouble(fields[2]));
    }
}
