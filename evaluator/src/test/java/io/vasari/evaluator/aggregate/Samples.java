package io.vasari.evaluator.aggregate;

import io.vasari.contracts.AttributeChecks;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskScores;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Scores as a farm would make them: a sample's class and belief depend on its id alone. */
public final class Samples {
    public static final int CLASSES = 10;
    public static final ModelRef CLASSIFIER = new ModelRef("mnist-lenet", "v1");
    public static final ModelRef MODEL = new ModelRef("mnist-gan", "epoch-200");
    public static final Subject SUBJECT = new Subject(MODEL, CLASSIFIER);
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    public static TaskScores scores(ModelRef model, String job, int first, int count, Instant at) {
        var classes = new int[count];
        var confidences = new float[count];
        var beliefs = new float[count];
        for (int i = 0; i < count; i++) {
            var random = new Random(31L * job.hashCode() + first + i);
            classes[i] = random.nextInt(CLASSES);
            confidences[i] = 0.5f + random.nextFloat() / 2;
            beliefs[i] = random.nextFloat();
        }
        return new TaskScores(
                job,
                model,
                new SampleRange(first, count),
                at,
                CLASSIFIER,
                classes,
                confidences,
                beliefs,
                Optional.empty(),
                Optional.of(runnersUp(job, first, classes)),
                List.of(new AttributeChecks(
                        "colour", positions(job, first, count, 0), positions(job, first, count, 1))));
    }

    /** Two other classes share up to half of the probability. */
    private static byte[] runnersUp(String job, int first, int[] classes) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < classes.length; i++) {
            var random = new Random(37L * job.hashCode() + first + i);
            var probabilities = new float[CLASSES];
            probabilities[(classes[i] + 1) % CLASSES] = random.nextFloat() / 4;
            probabilities[(classes[i] + 4) % CLASSES] = random.nextFloat() / 4;
            all.writeBytes(RunnersUp.of(probabilities, 0, CLASSES, classes[i]));
        }
        return all.toByteArray();
    }

    /** A third of the samples has this remainder. */
    private static int[] positions(String job, int first, int count, int remainder) {
        return IntStream.range(0, count)
                .filter(i -> Math.floorMod(job.hashCode() + first + i, 3) == remainder)
                .toArray();
    }

    public static TaskScores scores(String job, int first, int count, Instant at) {
        return scores(MODEL, job, first, count, at);
    }

    /** A farm's afternoon: jobs of two models in tasks of uneven size, spread over two hours before noon. */
    static List<TaskScores> afternoon(Random random) {
        List<TaskScores> all = new ArrayList<>();
        for (int job = 0; job < 8; job++) {
            var model = job % 3 == 0 ? new ModelRef("mnist-gan", "epoch-001") : MODEL;
            int samples = 1 + random.nextInt(400);
            for (int first = 0; first < samples; ) {
                int count = Math.min(samples - first, 1 + random.nextInt(100));
                all.add(scores(model, "job-" + job, first, count, NOON.minusSeconds(random.nextInt(7200))));
                first += count;
            }
        }
        return all;
    }

    private Samples() {}
}
