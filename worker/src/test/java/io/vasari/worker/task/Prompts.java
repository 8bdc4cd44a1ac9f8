package io.vasari.worker.task;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.SharedNoise;
import io.vasari.contracts.Conditioning.StartImage;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tasks with words. */
public final class Prompts {
    /** Eight by eight pixels from the words "green vase". */
    public static Task task(
            String jobId, SampleRange range, ModelRef model, int steps, Priority priority, Instant deadline) {
        return task(jobId, range, model, steps, priority, deadline, Optional.empty());
    }

    public static Task task(
            String jobId,
            SampleRange range,
            ModelRef model,
            int steps,
            Priority priority,
            Instant deadline,
            Optional<StartImage> start) {
        var text = new TextPrompts(
                List.of(new Prompt("green vase", range.count())), "", new Sampling(steps, 3, "ddim", 8, 8), start);
        return new Task(
                Task.idOf(jobId, range),
                1,
                jobId,
                "default",
                model,
                range,
                42,
                priority,
                Optional.of(text),
                Fixtures.NOW,
                deadline);
    }

    /** Samples of a grid of prompts and seeds, all of them "green vase". */
    public static Task ofStudy(
            String jobId, SampleRange range, ModelRef model, int steps, List<Long> seeds, Instant deadline) {
        var plain = task(jobId, range, model, steps, Priority.BATCH, deadline);
        var text = (TextPrompts) plain.conditioning().orElseThrow();
        var noise = new SharedNoise(seeds, range.first() % seeds.size());
        return new Task(
                plain.id(),
                1,
                jobId,
                plain.pool(),
                model,
                range,
                seeds.get(0),
                Priority.BATCH,
                Optional.of(new TextPrompts(text.prompts(), "", text.sampling(), Optional.empty(), Optional.of(noise))),
                Fixtures.NOW,
                deadline);
    }

    public static StartImage start(ArtifactRef image, Optional<ArtifactRef> mask) {
        return new StartImage(image, 0.5, mask);
    }

    private Prompts() {}
}
