package io.vasari.gateway.streams;

import io.quarkus.runtime.Startup;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.gateway.scheduler.SchedulerLimits;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Runs the scheduler and the tables as long as the gateway lives. It waits for the broker, makes the topics, and starts
 * again from the state kept on disk and in Kafka whatever fails. One thread of its own looks after that; look-ups are safe
 * from any thread.
 */
@Startup
@Singleton
public class FarmStreams {
    private static final Logger LOG = Logger.getLogger(FarmStreams.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final int ADMIN_TIMEOUT_MILLIS = 5_000;

    private final StreamsSettings settings;
    private final String bootstrapServers;
    private final Path stateDirectory;
    private final List<String> pools;
    private final FarmObserver observer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread keeper = new Thread(this::keepRunning, "farm-streams");
    private volatile Optional<KafkaStreams> running = Optional.empty();

    @Inject
    FarmStreams(
            StreamsSettings settings,
            DataConfig data,
            @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "127.0.0.1:9092") String bootstrapServers,
            Instance<ModelCatalog> catalog,
            FarmObserver observer) {
        this(
                settings,
                bootstrapServers,
                data.dir(),
                settings.pools().orElseGet(() -> catalog.isResolvable() ? poolsOf(catalog.get()) : defaultPool()),
                observer);
    }

    FarmStreams(
            StreamsSettings settings, String bootstrapServers, Path data, List<String> pools, FarmObserver observer) {
        this.settings = settings;
        this.bootstrapServers = bootstrapServers;
        this.stateDirectory = data.resolve("streams");
        this.pools = pools;
        this.observer = observer;
    }

    private static List<String> poolsOf(ModelCatalog catalog) {
        var pools = catalog.cards().stream()
                .filter(ModelCard::generates)
                .map(ModelCard::pool)
                .distinct()
                .sorted()
                .toList();
        return pools.isEmpty() ? defaultPool() : pools;
    }

    private static List<String> defaultPool() {
        return List.of(ModelCard.DEFAULT_POOL);
    }

    @PostConstruct
    void start() {
        if (settings.enabled()) {
            keeper.start();
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopping.countDown();
        keeper.interrupt();
        keeper.join(CLOSING.plus(RETRY).toMillis());
    }

    /** Whether the tables are restored and being kept up to date. They stay readable while the broker is away. */
    public boolean isReady() {
        return running.filter(streams -> streams.state().isRunningOrRebalancing())
                .isPresent();
    }

    /**
     * A table, restored and kept up to date.
     *
     * @param name one of {@link Tables}
     * @throws FarmStarting when it is not ready
     */
    public ReadOnlyKeyValueStore<String, byte[]> table(String name) {
        try {
            return running.orElseThrow(() -> new FarmStarting(name, null))
                    .store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
        } catch (InvalidStateStoreException e) {
            throw new FarmStarting(name, e);
        }
    }

    private void keepRunning() {
        try {
            while (!provision()) {
                pause();
            }
            while (stopping.getCount() > 0) {
                runOnce();
                pause();
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped while it was starting");
        }
    }

    private void pause() throws InterruptedException {
        if (stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException();
        }
    }

    private boolean provision() throws InterruptedException {
        var properties = new Properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        try (var admin = Admin.create(properties)) {
            new TopicProvisioning(admin, settings.replicationFactor()).provision(pools);
            return true;
        } catch (RuntimeException e) {
            LOG.infof("waiting for the broker at %s: %s", bootstrapServers, e.getMessage());
            return false;
        }
    }

    /** Until it is to stop, or something failed that only a new start mends. */
    private void runOnce() {
        var over = new CountDownLatch(1);
        var topology = FarmTopology.build(SchedulerLimits.DEFAULT, observer);
        var properties = StreamsProperties.of(settings, bootstrapServers, stateDirectory);
        try (var streams = new KafkaStreams(topology, properties)) {
            streams.setStateListener((now, before) -> {
                LOG.debugf("streams are %s", now);
                if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                    over.countDown();
                }
            });
            streams.setUncaughtExceptionHandler(failure -> {
                LOG.error("the stream thread failed and is replaced", failure);
                LockSupport.parkNanos(RETRY.toNanos());
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            });
            try {
                streams.start();
                running = Optional.of(streams);
                over.await();
                LOG.error("the streams have failed and start anew");
            } catch (InterruptedException e) {
                LOG.debug("stopping");
            } finally {
                running = Optional.empty();
                streams.close(CLOSING);
            }
        } catch (RuntimeException e) {
            LOG.error("the streams did not start", e);
        }
    }
}
