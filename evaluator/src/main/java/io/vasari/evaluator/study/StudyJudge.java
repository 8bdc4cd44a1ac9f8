package io.vasari.evaluator.study;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.shard.ShardReader;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Json;
import io.vasari.contracts.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Judges studies by their stored images alone: the same images give the same judgement. Not safe for use by many threads. */
public final class StudyJudge {
    private final ArtifactStore store;
    private final StudyModelSource source;
    private final Calibrations calibrations;

    public StudyJudge(ArtifactStore store, StudyModelSource source, Calibrations calibrations) {
        this.store = store;
        this.source = source;
        this.calibrations = calibrations;
    }

    /** Of a sidecar, what matters here. */
    private record Sidecar(Optional<String> noiseSha256) {}

    /**
     * @param status of a study that has ended
     * @param shards all of the job
     * @throws io.vasari.artifacts.StoreException when the store cannot be read
     * @throws IllegalArgumentException when an image cannot be judged
     */
    public Judged judge(JobStatus status, List<Shard> shards) {
        var job = status.job();
        var text = (TextPrompts) job.conditioning().orElseThrow();
        var models = source.of(job.model());
        try (var reading = new GridReading(models, job.samples())) {
            shards.forEach(shard -> view(shard, reading));
            reading.look();
            var grid = new StudyGrid(text, reading);
            var limits = new Limits(calibrations.of(job.model()), models.embedder());
            return new Grading(status, grid, models, limits).judge();
        }
    }

    private void view(Shard shard, GridReading reading) {
        try (var tar = new ShardReader(store.open(shard.artifact().uri()))) {
            for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                int cell = entry.get().index();
                if (entry.get().isImage()) {
                    reading.add(cell, entry.get().content());
                } else {
                    Json.read(entry.get().content(), Sidecar.class)
                            .noiseSha256()
                            .ifPresent(hash -> reading.noise(cell, hash));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the shard " + shard.artifact().uri() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
