package io.vasari.evaluator.aggregate;

import io.vasari.contracts.FeatureRows;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskScores;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Scores with features as a farm would make them: a sample's features depend on its id alone. */
public final class FeatureSamples {
    public static final ModelRef EMBEDDER = Samples.CLASSIFIER;
    public static final int DIMENSION = 4;

    public static TaskScores scores(String job, int first, int count, Instant at) {
        var range = new SampleRange(first, count);
        int capacity = FeatureSampling.capacity(DIMENSION);
        var chosen = FeatureSampling.choose(job, range, capacity);
        var rows = ByteBuffer.allocate(chosen.size() * DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        var hashes = new long[chosen.size()];
        for (int i = 0; i < hashes.length; i++) {
            var random = new Random(17L * job.hashCode() + first + chosen.get(i).position());
            for (int j = 0; j < DIMENSION; j++) {
                rows.putFloat((float) random.nextGaussian());
            }
            hashes[i] = random.nextLong();
        }
        var features = new FeatureRows(
                EMBEDDER,
                DIMENSION,
                FeatureSampling.limit(range, capacity),
                chosen.stream().mapToInt(FeatureSampling.Chosen::position).toArray(),
                chosen.stream().mapToLong(FeatureSampling.Chosen::key).toArray(),
                rows.array(),
                hashes);
        var plain = Samples.scores(job, first, count, at);
        return new TaskScores(
                job,
                plain.model(),
                range,
                at,
                plain.classifier(),
                plain.classes(),
                plain.confidences(),
                plain.beliefs(),
                Optional.of(features),
                Optional.empty(),
                List.of());
    }

    private FeatureSamples() {}
}
