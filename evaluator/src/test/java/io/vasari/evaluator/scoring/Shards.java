package io.vasari.evaluator.scoring;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.artifacts.shard.ShardWriter;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import java.time.Instant;

/** Shards as a worker would make them. */
public final class Shards {
    public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    /** @param pixels {@code count} images of that shape; {@code beliefs} one per image or none */
    public static Shard store(
            ArtifactStore store, String job, ModelRef model, int first, Pixels shape, byte[] pixels, float[] beliefs) {
        int count = pixels.length / shape.sizeBytes();
        var range = new SampleRange(first, count);
        var writer = new ShardWriter();
        writer.begin(model, 42, range);
        try (var encoder = new PngEncoder(shape)) {
            for (int i = 0; i < count; i++) {
                int length = encoder.encode(pixels, i * shape.sizeBytes());
                writer.add(encoder.bytes(), length, beliefs.length == 0 ? ShardWriter.NO_BELIEF : beliefs[i]);
            }
        }
        int length = writer.finish();
        String uri = "jobs/" + job + "/" + first + "-" + count + "-1.tar";
        return writer.shard(store.put(uri, ShardWriter.MEDIA_TYPE, writer.bytes(), length));
    }

    public static Task task(String job, ModelRef model, SampleRange range) {
        return new Task(
                Task.idOf(job, range), 1, job, "default", model, range, 42, Priority.BATCH, AT, AT.plusSeconds(60));
    }

    public static TaskEvent.Completed completed(String job, ModelRef model, Shard shard, float[] beliefs) {
        return new TaskEvent.Completed(task(job, model, shard.range()), "w-1", AT, shard, beliefs, 5);
    }

    private Shards() {}
}
