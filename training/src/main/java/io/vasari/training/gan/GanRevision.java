package io.vasari.training.gan;

import io.vasari.models.Classification;
import io.vasari.models.Classifier;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.GenerativeModel;
import io.vasari.models.SampleKey;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.cards.Shares;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What was measured on samples of one revision.
 *
 * @param name of the revision
 * @param classCounts samples per class, as a classifier sees them
 * @param meanConfidence of the classifier, 0 to 1
 * @param meanBelief of the revision's own discriminator, 0 fake to 1 real
 */
record GanRevision(String name, int[] classCounts, double meanConfidence, double meanBelief) {

    /** Seed of the job that they belong to. */
    static final long SEED = 1;

    static GanRevision measure(String name, GenerativeModel model, Classifier classifier, int samples) {
        GeneratedBatch batch = model.generate(keys(SEED, samples));
        Classification seen = classifier.classify(batch.pixels(), batch.count());
        int[] counts = new int[classifier.classes().size()];
        double confidence = 0;
        double belief = 0;
        for (int i = 0; i < batch.count(); i++) {
            counts[seen.classes()[i]]++;
            confidence += seen.confidences()[i];
            belief += batch.belief()[i];
        }
        return new GanRevision(name, counts, confidence / batch.count(), belief / batch.count());
    }

    static List<SampleKey> keys(long seed, int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new SampleKey(seed, index))
                .toList();
    }

    int samples() {
        return Arrays.stream(classCounts).sum();
    }

    double[] shares() {
        return Shares.of(classCounts);
    }

    Map<String, Object> json(List<String> classes) {
        return PackageWriter.fields(
                "samples", samples(),
                "seed", SEED,
                "class_counts", Shares.byName(classes, classCounts),
                "mean_confidence", meanConfidence,
                "mean_belief", meanBelief);
    }
}
