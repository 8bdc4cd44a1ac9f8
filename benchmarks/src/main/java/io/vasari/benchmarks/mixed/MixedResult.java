package io.vasari.benchmarks.mixed;

import io.vasari.benchmarks.load.Latency;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What became of a mixed load.
 *
 * @param millis of each interactive sample from its arrival until it was done, in ascending order
 * @param seconds from the start until all was done
 */
public record MixedResult(double[] millis, double seconds) {
    /** @param millis in any order */
    public static MixedResult of(double[] millis, double seconds) {
        return new MixedResult(Arrays.stream(millis).sorted().toArray(), seconds);
    }

    /** Reads what {@link #line} wrote. */
    static MixedResult parse(String line) {
        double[] numbers =
                Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new MixedResult(Arrays.copyOfRange(numbers, 1, numbers.length), numbers[0]);
    }

    /** For another process. */
    String line() {
        return DoubleStream.concat(DoubleStream.of(seconds), Arrays.stream(millis))
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }

    /** Milliseconds that this share of the interactive samples did not exceed. */
    public double quantile(double share) {
        return Latency.quantile(millis, share);
    }

    /** The same of several runs together. */
    public static double quantile(List<MixedResult> runs, double share) {
        return Latency.quantile(
                runs.stream()
                        .flatMapToDouble(run -> Arrays.stream(run.millis))
                        .sorted()
                        .toArray(),
                share);
    }

    public double meanMillis() {
        return Arrays.stream(millis).average().orElseThrow();
    }

    /** Steps of single samples. */
    public double stepsPerSecond(MixedLoad load) {
        return load.steps() / seconds;
    }
}
