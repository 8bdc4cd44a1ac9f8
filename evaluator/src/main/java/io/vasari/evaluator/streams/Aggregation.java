package io.vasari.evaluator.streams;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/**
 * Keeps the aggregation running: {@link #tend}, called again and again, starts it, and starts it anew when it broke. Safe
 * for use by many threads.
 */
public final class Aggregation {
    private static final Logger LOG = Logger.getLogger(Aggregation.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Supplier<KafkaStreams> make;
    private KafkaStreams streams;

    /** @param make a new instance that was not started */
    public Aggregation(Supplier<KafkaStreams> make) {
        this.make = make;
    }

    /** Starts what does not run. */
    public synchronized void tend() {
        if (streams != null && isDead(streams.state())) {
            LOG.error("the aggregation broke, starting it again");
            streams.close(CLOSE_TIMEOUT);
            streams = null;
        }
        if (streams == null) {
            streams = make.get();
            streams.setUncaughtExceptionHandler(e -> {
                LOG.error("a thread of the aggregation died, replacing it", e);
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            });
            streams.start();
        }
    }

    private static boolean isDead(State state) {
        return state == State.ERROR || state == State.PENDING_ERROR || state.hasCompletedShutdown();
    }

    /** What it does now; empty before the first start. */
    public synchronized Optional<State> state() {
        return Optional.ofNullable(streams).map(KafkaStreams::state);
    }

    /** Commits what is done and stops. It is not started again unless it is tended. */
    public synchronized void stop() {
        if (streams != null) {
            streams.close(CLOSE_TIMEOUT);
        }
    }
}
