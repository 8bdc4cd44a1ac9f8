package io.vasari.gateway.sweep;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.StoreException;
import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.JobStatus;
import io.vasari.gateway.uploads.ImageUploads;
import io.vasari.gateway.view.FarmView;
import io.vasari.gateway.view.ViewNotReadyException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Deletes images of clients once they were in no request for a while and every job that starts from them has been over for
 * as long. Any number of gateways may do so side by side.
 */
final class UploadSweep {
    /** A job that was accepted a moment ago is in no table yet; its images are not older than that. */
    static final Duration LEAST_KEEP = Duration.ofMinutes(1);

    private static final int PAGE = 1_000;
    private static final int SCAN = 10_000;

    private final ArtifactStore store;
    private final FarmView view;
    private final InstantSource clock;
    private final Duration keep;

    /** @throws IllegalArgumentException when {@code keep} is less than {@link #LEAST_KEEP} */
    UploadSweep(ArtifactStore store, FarmView view, InstantSource clock, Duration keep) {
        if (keep.compareTo(LEAST_KEEP) < 0) {
            throw new IllegalArgumentException(
                    "vasari.uploads.keep is " + keep + ", it must be at least " + LEAST_KEEP);
        }
        this.store = store;
        this.view = view;
        this.clock = clock;
        this.keep = keep;
    }

    /**
     * One sweep.
     *
     * @return how many images were deleted
     * @throws StoreException when the store cannot be read or written
     * @throws ViewNotReadyException when it is not known which jobs there are
     */
    int sweep() {
        Instant old = clock.instant().minus(keep);
        var candidates = store.putBefore(ImageUploads.FOLDER, old);
        if (candidates.isEmpty()) {
            return 0;
        }
        var used = usedSince(old);
        int deleted = 0;
        for (String uri : candidates) {
            if (!used.contains(uri) && store.delete(uri, old)) {
                deleted++;
            }
        }
        return deleted;
    }

    private Set<String> usedSince(Instant old) {
        var used = new HashSet<String>();
        Optional<String> before = Optional.empty();
        do {
            var stretch = view.newestFirst(before, status -> isUsedSince(status, old), PAGE, SCAN);
            stretch.jobs().forEach(status -> images(status, used::add));
            before = stretch.continuesBefore();
        } while (before.isPresent());
        return used;
    }

    private static boolean isUsedSince(JobStatus status, Instant old) {
        boolean over = status.state().isTerminal()
                && status.completedAt().filter(end -> end.isBefore(old)).isPresent();
        return !over && status.job().conditioning().isPresent();
    }

    private static void images(JobStatus status, Consumer<String> uri) {
        status.job()
                .conditioning()
                .map(TextPrompts.class::cast)
                .flatMap(TextPrompts::start)
                .ifPresent(start -> Stream.concat(Stream.of(start.image()), start.mask().stream())
                        .map(ArtifactRef::uri)
                        .forEach(uri));
    }
}
