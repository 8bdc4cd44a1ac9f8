package io.vasari.worker;

import io.quarkus.runtime.configuration.MemorySize;
import io.vasari.artifacts.ArtifactStore;
import io.vasari.artifacts.FileStore;
import io.vasari.artifacts.FileStore.Durability;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.TaskQueue;
import io.vasari.contracts.Topics;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.config.ModelsConfig;
import io.vasari.worker.config.ReplayConfig;
import io.vasari.worker.config.StoreConfig;
import io.vasari.worker.config.WorkerConfig;
import io.vasari.worker.config.WorkerIdentity;
import io.vasari.worker.generate.NetworkDevice;
import io.vasari.worker.intake.ReplayIntake;
import io.vasari.worker.intake.ShareConsumers;
import io.vasari.worker.intake.ShareIntake;
import io.vasari.worker.intake.ShareSettings;
import io.vasari.worker.intake.Slots;
import io.vasari.worker.metrics.ShareConsumerMetrics;
import io.vasari.worker.metrics.WorkerMetrics;
import io.vasari.worker.replay.ReplayChoice;
import io.vasari.worker.replay.ReplayOrders;
import io.vasari.worker.replay.ReplayOutlet;
import io.vasari.worker.replay.Replayer;
import io.vasari.worker.task.CanceledJobs;
import io.vasari.worker.task.Orders;
import io.vasari.worker.task.ProgressReports;
import io.vasari.worker.task.ProgressTeller;
import io.vasari.worker.task.Slot;
import io.vasari.worker.task.TaskReports;
import io.vasari.worker.task.TaskRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How a worker is put together: slots take tasks, one device paints for all of them, each slot encodes and stores. */
@ApplicationScoped
class WorkerWiring {
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    WorkerIdentity identity(
            WorkerConfig config, @ConfigProperty(name = "vasari.pool", defaultValue = "default") String pool) {
        return WorkerIdentity.of(config, pool, Instant.now());
    }

    @Produces
    @Singleton
    ArtifactStore store(StoreConfig config) {
        var durability = config.sync() ? Durability.SYNCED : Durability.WRITTEN;
        return FileStore.open(config.dir(), durability, config.reserve().asLongValue());
    }

    @Produces
    @Singleton
    CanceledJobs canceledJobs() {
        return new CanceledJobs();
    }

    @Produces
    @Singleton
    NetworkDevice networks(ModelsConfig config) {
        var memory = config.memoryBytes().map(MemorySize::asLongValue);
        return NetworkDevice.open(
                config.dir(),
                config.plugins(),
                config.keep(),
                memory.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    @Produces
    @Singleton
    ShareConsumers shareConsumers() {
        return new ShareConsumers();
    }

    @Produces
    @Singleton
    DeviceLoop device(
            NetworkDevice networks,
            WorkerConfig worker,
            ModelsConfig models,
            WorkerIdentity identity,
            WorkerMetrics metrics) {
        requireIn("vasari.worker.threads", worker.threads(), 1, 256);
        requireIn("vasari.worker.lanes", worker.lanes(), 1, 64);
        Runnable warmUp = () -> networks.warmUp(worker.threads(), preloaded(models), identity.pool(), models.keep());
        return new DeviceLoop(networks, worker.lanes(), warmUp, System::nanoTime, metrics);
    }

    @Produces
    @Singleton
    Slots slots(
            WorkerConfig config,
            WorkerIdentity identity,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            DeviceLoop device,
            ArtifactStore store,
            CanceledJobs canceledJobs,
            TaskReports reports,
            ReplayChoice replays,
            ReplayOutlet replayOutlet,
            ProgressReports progress,
            InstantSource clock,
            WorkerMetrics metrics,
            ShareConsumers consumers,
            ShareConsumerMetrics consumerMetrics) {
        requireIn("vasari.worker.slots", config.slots(), 1, 256);
        requireIn("vasari.worker.interactive-slots", config.interactiveSlots(), 1, 256);
        var orderingReports = new ReplayOrders(reports, replays, replayOutlet);
        var previews = Optional.of(config.previewPeriod()).filter(period -> !period.isZero());
        var slots = new EnumMap<Priority, List<Slot>>(Priority.class);
        for (var priority : Priority.values()) {
            var queue = new TaskQueue(identity.pool(), priority);
            var intake = new ShareIntake(
                    ShareSettings.of(bootstrapServers, queue), System::nanoTime, consumers, consumerMetrics);
            slots.put(
                    priority,
                    namesOfSlots(identity, config, priority)
                            .map(name -> new Slot(
                                    name,
                                    identity.id(),
                                    intake,
                                    new TaskRunner(
                                            identity.id(),
                                            device,
                                            store,
                                            canceledJobs,
                                            clock,
                                            System::nanoTime,
                                            new ProgressTeller(
                                                    identity.id(), progress, store, previews, clock, System::nanoTime)),
                                    orderingReports,
                                    metrics,
                                    clock))
                            .toList());
        }
        return new Slots(slots);
    }

    private static Stream<String> namesOfSlots(WorkerIdentity identity, WorkerConfig config, Priority priority) {
        return switch (priority) {
            case INTERACTIVE -> IntStream.range(0, config.interactiveSlots())
                    .mapToObj(i -> identity.id() + "-interactive-" + i);
            case BATCH -> IntStream.range(0, config.slots()).mapToObj(i -> identity.id() + "-" + i);
        };
    }

    @Produces
    @Singleton
    ReplayChoice replayChoice(ReplayConfig config) {
        return new ReplayChoice(config.share());
    }

    @Produces
    @Singleton
    ReplayIntake replays(
            WorkerIdentity identity,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            DeviceLoop device,
            NetworkDevice networks,
            ArtifactStore store,
            ReplayOutlet outlet,
            InstantSource clock,
            WorkerMetrics metrics) {
        var replayer = new Replayer(
                identity.id(),
                device,
                model -> networks.isReady(new BatchKey(model)),
                store,
                new Orders(store, clock, System::nanoTime),
                outlet,
                metrics,
                clock);
        var settings = new ShareSettings(
                bootstrapServers, Topics.replayOrders(identity.pool()), Topics.replayGroup(identity.pool()));
        return new ReplayIntake(settings, identity.id() + "-replays", replayer);
    }

    private static void requireIn(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " is " + value + ", it must be " + min + " to " + max);
        }
    }

    private static Optional<List<ModelRef>> preloaded(ModelsConfig config) {
        return config.preload().map(names -> names.stream()
                .filter(name -> !name.equals("none"))
                .map(ModelRef::parse)
                .toList());
    }
}
