package io.vasari.benchmarks.bare;

import java.util.List;
import java.util.Locale;

/**
 * One line of the loop's output.
 *
 * @param variant which loop
 * @param imagesPerSecond of its one thread
 * @param generatingMicros per image, noise and networks
 * @param encodingMicros per image, PNG and tar
 * @param storingMicros per image, the file
 */
public record BareResult(
        String variant, double imagesPerSecond, double generatingMicros, double encodingMicros, double storingMicros) {

    static BareResult of(String variant, Stages stages) {
        double perImage = 1e3 * stages.samples();
        return new BareResult(
                variant,
                stages.samples() / stages.seconds(),
                stages.generating() / perImage,
                stages.encoding() / perImage,
                stages.storing() / perImage);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%s %.1f %.3f %.3f %.3f",
                variant,
                imagesPerSecond,
                generatingMicros,
                encodingMicros,
                storingMicros);
    }

    static BareResult parse(String line) {
        List<String> fields = List.of(line.split(" "));
        double[] numbers =
                fields.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
        return new BareResult(fields.get(0), numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
