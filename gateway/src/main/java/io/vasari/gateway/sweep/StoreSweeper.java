package io.vasari.gateway.sweep;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.gateway.uploads.UploadsConfig;
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
import java.util.function.IntSupplier;

/** Sweeps as long as the gateway lives, on a thread of its own; what fails is tried again the next time. */
@Startup
@Singleton
class StoreSweeper {
    private static final Duration LEAST_PERIOD = Duration.ofSeconds(1);

    private final UploadSweep uploads;
    private final PreviewSweep previews;
    private final Duration period;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "store-sweep");
        thread.setDaemon(true);
        return thread;
    });

    StoreSweeper(ArtifactStore store, FarmView view, Clock clock, UploadsConfig config) {
        this.uploads = new UploadSweep(store, view, clock, config.keep());
        this.previews = new PreviewSweep(store, clock);
        this.period = config.sweepPeriod();
        if (period.compareTo(LEAST_PERIOD) < 0) {
            throw new IllegalArgumentException(
                    "vasari.uploads.sweep-period is " + period + ", it must be at least " + LEAST_PERIOD);
        }
    }

    @PostConstruct
    void start() {
        timer.scheduleWithFixedDelay(this::sweepAll, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    private void sweepAll() {
        sweep("images of clients that no job needs any more", uploads::sweep);
        sweep("previews of workers that are gone", previews::sweep);
    }

    private static void sweep(String what, IntSupplier sweep) {
        try {
            int deleted = sweep.getAsInt();
            if (deleted > 0) {
                Log.infof("deleted %d %s", deleted, what);
            }
        } catch (ViewNotReadyException e) {
            Log.debugf("no sweep of %s: %s", what, e.getMessage());
        } catch (RuntimeException e) {
            // Whatever it is: an exception would end the timer.
            Log.warnf("%s could not be swept: %s", what, e.getMessage());
        }
    }
}
