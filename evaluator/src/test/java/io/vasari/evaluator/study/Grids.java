package io.vasari.evaluator.study;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.SharedNoise;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Study;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** Studies whose images are of one colour each. */
final class Grids {
    static final ModelRef MODEL = new ModelRef("vases", "1");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pixels SHAPE = new Pixels(16, 16, 3);

    static JobStatus status(Perturbation perturbation, List<String> prompts, int seeds, int done) {
        var text = new TextPrompts(
                prompts.stream().map(prompt -> new Prompt(prompt, seeds)).toList(),
                "",
                new Sampling(4, 3, "ddim", SHAPE.width(), SHAPE.height()),
                Optional.empty(),
                Optional.of(new SharedNoise(
                        LongStream.range(100, 100 + seeds).boxed().toList(), 0)));
        var job = new Job(
                "0".repeat(26),
                "default",
                "default",
                MODEL,
                text.samples(),
                100,
                Priority.BATCH,
                Optional.of(text),
                NOON,
                Optional.empty(),
                Optional.of(new Study(perturbation, perturbation.usualExpectation(), Optional.empty())));
        return new JobStatus(
                job,
                done == job.samples() ? JobState.SUCCEEDED : JobState.PARTIAL,
                done,
                job.samples() - done,
                9,
                Optional.of(NOON),
                Optional.of(NOON.plusSeconds(5)),
                Optional.empty());
    }

    /** What a worker stores: each image of one colour, with the noise of its seed. */
    static Shard shard(ArtifactStore store, SampleRange range, IntFunction<int[]> rgb, IntFunction<String> noise) {
        var writer = new ShardWriter();
        writer.begin(MODEL, 100, range);
        try (var encoder = new PngEncoder(SHAPE)) {
            for (int index = range.first(); index < range.end(); index++) {
                byte[] pixels = new byte[SHAPE.sizeBytes()];
                for (int p = 0; p < pixels.length; p++) {
                    pixels[p] = (byte) rgb.apply(index)[p % 3];
                }
                int length = encoder.encode(pixels, 0);
                writer.add(encoder.bytes(), length, ShardWriter.NO_BELIEF, Optional.of(noise.apply(index)));
            }
        }
        int length = writer.finish();
        var uri = "jobs/study/%d-%d-1.tar".formatted(range.first(), range.count());
        return writer.shard(store.put(uri, ShardWriter.MEDIA_TYPE, writer.bytes(), length));
    }

    static String noise(int number) {
        return "%064x".formatted(number);
    }

    private Grids() {}
}
