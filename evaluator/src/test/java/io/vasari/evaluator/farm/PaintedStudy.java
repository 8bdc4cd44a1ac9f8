package io.vasari.evaluator.farm;

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
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A study that has ended, with images that show nothing: noise of its seed, tinted by its prompt. */
final class PaintedStudy {
    static final ModelRef MODEL = new ModelRef("vase-diffusion", "free-order");
    static final int SEEDS = 8;

    private static final List<String> PROMPTS = List.of("ornate green vase", "green ornate vase", "vase ornate green");
    private static final Pixels SHAPE = new Pixels(32, 32, 3);

    /** One shard of each prompt. */
    static List<Shard> store(ArtifactStore store, String job) {
        return IntStream.range(0, PROMPTS.size())
                .mapToObj(prompt -> store(store, job, prompt))
                .toList();
    }

    private static Shard store(ArtifactStore store, String job, int prompt) {
        var range = new SampleRange(prompt * SEEDS, SEEDS);
        var writer = new ShardWriter();
        writer.begin(MODEL, 1, range);
        try (var encoder = new PngEncoder(SHAPE)) {
            for (int seed = 0; seed < SEEDS; seed++) {
                int length = encoder.encode(image(prompt, seed), 0);
                writer.add(encoder.bytes(), length, ShardWriter.NO_BELIEF, Optional.of("%064x".formatted(seed)));
            }
        }
        int length = writer.finish();
        String uri = "jobs/%s/%d-%d-1.tar".formatted(job, range.first(), range.count());
        return writer.shard(store.put(uri, ShardWriter.MEDIA_TYPE, writer.bytes(), length));
    }

    private static byte[] image(int prompt, int seed) {
        var random = new SplittableRandom(seed);
        byte[] pixels = new byte[SHAPE.sizeBytes()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextInt(200) + (i % 3 == prompt ? 50 : 0));
        }
        return pixels;
    }

    static JobStatus ended(String job, Instant at) {
        var text = new TextPrompts(
                PROMPTS.stream().map(prompt -> new Prompt(prompt, SEEDS)).toList(),
                "",
                new Sampling(4, 3, "ddim", SHAPE.width(), SHAPE.height()),
                Optional.empty(),
                Optional.of(new SharedNoise(LongStream.range(0, SEEDS).boxed().toList(), 0)));
        var study = new Study(Perturbation.PERMUTATION, Perturbation.PERMUTATION.usualExpectation(), Optional.empty());
        return new JobStatus(
                new Job(
                        job,
                        "default",
                        "default",
                        MODEL,
                        text.samples(),
                        1,
                        Priority.BATCH,
                        Optional.of(text),
                        at,
                        Optional.empty(),
                        Optional.of(study)),
                JobState.SUCCEEDED,
                text.samples(),
                0,
                9,
                Optional.of(at),
                Optional.of(at),
                Optional.empty());
    }

    private PaintedStudy() {}
}
