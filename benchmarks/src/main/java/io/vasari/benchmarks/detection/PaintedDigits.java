package io.vasari.benchmarks.detection;

import io.vasari.models.Classifier;
import io.vasari.models.GenerativeModel;
import io.vasari.models.ModelZoo;
import io.vasari.models.SampleKey;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Digits that a model makes, as the classifier sees them. */
final class PaintedDigits {
    private PaintedDigits() {}

    /** @return classes of so many samples */
    static int[] classes(ModelZoo zoo, String model, String revision, String classifier, int samples, long seed) {
        try (var painter = zoo.loadGenerative(model, revision);
                var critic =
                        zoo.loadClassifier(classifier, zoo.folder(classifier).defaultRevision())) {
            return IntStream.iterate(0, first -> first < samples, first -> first + painter.batchSize())
                    .mapToObj(first ->
                            classes(painter, critic, seed, first, Math.min(painter.batchSize(), samples - first)))
                    .flatMapToInt(Arrays::stream)
                    .toArray();
        }
    }

    private static int[] classes(GenerativeModel painter, Classifier critic, long seed, int first, int count) {
        var keys = IntStream.range(first, first + count)
                .mapToObj(index -> new SampleKey(seed, index))
                .toList();
        var painted = painter.generate(keys);
        return critic.classify(painted.pixels(), painted.count()).classes();
    }

    static IntSupplier stream(int[] classes) {
        PrimitiveIterator.OfInt iterator = Arrays.stream(classes).iterator();
        return iterator::nextInt;
    }
}
