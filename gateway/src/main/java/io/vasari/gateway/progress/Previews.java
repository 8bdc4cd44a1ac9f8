package io.vasari.gateway.progress;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.TaskProgress;
import java.io.IOException;
import java.util.Optional;

/** The pictures of samples that are not finished. */
public record Previews(RunningTasks running, ArtifactStore store) {
    /** More than any preview has; a larger one is not read. */
    public static final int MAX_BYTES = 1 << 20;

    /** The last PNG of a sample of a task that runs, if there is one. */
    public Optional<byte[]> of(JobStatus status, int index) {
        return running.of(status).stream()
                .flatMap(task -> task.previews().stream())
                .filter(preview -> preview.index() == index)
                .findFirst()
                .flatMap(this::read);
    }

    /** The PNG; empty when it is gone. By now it may be a later one than was told of. */
    public Optional<byte[]> read(TaskProgress.Preview preview) {
        try (var in = store.open(preview.image().uri())) {
            byte[] png = in.readNBytes(MAX_BYTES + 1);
            return Optional.of(png).filter(bytes -> bytes.length <= MAX_BYTES);
        } catch (StoreException | IOException e) {
            return Optional.empty();
        }
    }
}
