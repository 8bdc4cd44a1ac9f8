package io.vasari.gateway.uploads;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.gateway.view.FarmView;
import io.vasari.gateway.view.ViewNotReadyException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sweeps as long as the gateway lives, on a thread of its own; what fails is tried again the next time. */
@Startup
@Singleton
class UploadSweeper {
    private static final Duration LEAST_PERIOD = Duration.ofSeconds(1);

    private final UploadSweep sweep;
    private final Duration period;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "upload-sweep");
        thread.setDaemon(true);
        return thread;
    });

    UploadSweeper(ArtifactStore store, FarmView view, Clock clock, UploadsConfig config) {
        this.sweep = new UploadSweep(store, view, clock, config.keep());
        this.period = config.sweepPeriod();
        if (period.compareTo(LEAST_PERIOD) < 0) {
            throw new IllegalArgumentException(
                    "vasari.uploads.sweep-period is " + period + ", it must be at least " + LEAST_PERIOD);
        }
    }

    @PostConstruct
    void start() {
        timer.scheduleWithFixedDelay(this::sweepOnce, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    private void sweepOnce() {
        try {
            int deleted = sweep.sweep();
            if (deleted > 0) {
                Log.infof("deleted %d images of clients that no job needs any more", deleted);
            }
        } catch (ViewNotReadyException e) {
            Log.debugf("no sweep of uploads: %s", e.getMessage());
        } catch (RuntimeException e) {
            // Whatever it is: an exception would end the timer.
            Log.warnf("the uploads could not be swept: %s", e.getMessage());
        }
    }
}
