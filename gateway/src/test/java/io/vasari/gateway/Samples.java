package io.vasari.gateway;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.contracts.Failure;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobAttribute;
import io.vasari.contracts.JobEvaluation;
import io.vasari.contracts.JobFeatures;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import io.vasari.contracts.TaskProgress;
import io.vasari.contracts.Verdict;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Jobs, statuses, evaluations and shards to test with. */
public final class Samples {
    public static final ModelRef GAN = new ModelRef("mnist-gan", "epoch-200");
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** An id that sorts by its number. */
    public static String id(int number) {
        return "0%025d".formatted(number);
    }

    public static Job job(String id, int samples) {
        return job(id, samples, GAN);
    }

    public static Job job(String id, int samples, ModelRef model) {
        return new Job(id, "default", "cpu", model, samples, 42, Priority.BATCH, NOON, Optional.empty());
    }

    public static JobStatus status(Job job, JobState state, int done, long version) {
        return status(job, state, done, version, NOON.plusSeconds(9));
    }

    public static JobStatus status(Job job, JobState state, int done, long version, Instant end) {
        return new JobStatus(
                job,
                state,
                done,
                0,
                version,
                Optional.of(NOON.plusSeconds(1)).filter(at -> state != JobState.QUEUED),
                Optional.of(end).filter(at -> state.isTerminal()),
                Optional.<Failure>empty());
    }

    public static JobEvaluation evaluation(String jobId, long samples) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("zero", samples - samples / 4);
        counts.put("one", samples / 4);
        return new JobEvaluation(
                jobId,
                GAN,
                new ModelRef("mnist-lenet", "v1"),
                samples,
                counts,
                Map.of("zero", 0.5, "one", 0.5),
                Map.of("zero", 1.5, "one", -1.5),
                0.81,
                1.75,
                0.1,
                0.05,
                0.25,
                3.5,
                Double.NEGATIVE_INFINITY,
                List.of(),
                0,
                -0.5,
                OptionalDouble.of(0.4),
                Verdict.SKEWED,
                "more zeros than there should be",
                "mnist-test",
                NOON,
                Optional.of(features()),
                OptionalDouble.of(1.5),
                List.of(new JobAttribute("colour", 3, 1)));
    }

    private static JobFeatures features() {
        return new JobFeatures(
                new ModelRef("mnist-lenet", "v1"),
                "mnist-test",
                512,
                -0.25,
                OptionalDouble.of(0.5),
                OptionalDouble.empty(),
                0.75,
                0.5,
                0.875,
                0.25,
                12.5,
                6.5,
                0.125,
                0.0625,
                Optional.of(new JobFeatures.Support(OptionalDouble.empty(), 35_000, OptionalDouble.empty())));
    }

    /** Stores a shard of little pictures; picture {@code i} is of grey level {@code i}. */
    public static Shard shard(ArtifactStore store, Job job, SampleRange range) {
        var writer = new ShardWriter();
        writer.begin(job.model(), job.seed(), range);
        for (int index = range.first(); index < range.end(); index++) {
            byte[] png = png(index);
            writer.add(png, png.length, 0.5f);
        }
        int length = writer.finish();
        var uri = "jobs/" + job.id() + "/" + range.first() + "-" + range.count() + "-1.tar";
        return writer.shard(store.put(uri, ShardWriter.MEDIA_TYPE, writer.bytes(), length));
    }

    /** What a worker tells of the first attempt of a task none of whose samples is finished. */
    public static TaskProgress progress(
            Job job, SampleRange range, long stepsDone, long steps, Optional<TaskProgress.Preview> preview) {
        return new TaskProgress(
                job.id() + "/" + range.first() + "-" + range.count(),
                1,
                job.id(),
                range,
                0,
                stepsDone,
                steps,
                preview,
                "worker-1",
                NOON);
    }

    /** Stores what sample {@code index} looks like after {@code step}: the picture of that grey level. */
    public static Optional<TaskProgress.Preview> preview(ArtifactStore store, Job job, int index, int step, int steps) {
        byte[] png = png(step);
        var image = store.put(TaskProgress.Preview.uriOf(job.id(), index), "image/png", png, png.length);
        return Optional.of(new TaskProgress.Preview(index, step, steps, image));
    }

    public static byte[] png(int grey) {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(3, 3, 0, grey & 0xFF);
        return png(image);
    }

    /** @param rgb the pixel at x and y, as 0x00RRGGBB */
    public static byte[] png(int width, int height, IntBinaryOperator rgb) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb.applyAsInt(x, y));
            }
        }
        return png(image);
    }

    public static byte[] png(BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Samples() {}
}
