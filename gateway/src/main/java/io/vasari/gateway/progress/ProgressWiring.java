package io.vasari.gateway.progress;

import io.vasari.artifacts.ArtifactStore;
import io.vasari.gateway.view.FarmView;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** How the parts of this package are put together. */
final class ProgressWiring {
    @Produces
    @Singleton
    ProgressBoard board(Clock clock) {
        return new ProgressBoard(clock);
    }

    @Produces
    @Singleton
    RunningTasks running(ProgressBoard board, FarmView view) {
        return new RunningTasks(board, view);
    }

    @Produces
    @Singleton
    Previews previews(RunningTasks running, ArtifactStore store) {
        return new Previews(running, store);
    }
}
