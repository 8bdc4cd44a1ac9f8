package io.vasari.gateway.streams;

import io.vasari.contracts.TaskEvent;
import io.vasari.gateway.scheduler.Effect;
import io.vasari.gateway.scheduler.FarmScheduler;
import io.vasari.gateway.scheduler.PoolInput;
import io.vasari.gateway.scheduler.SchedulerLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/**
 * The scheduler within the topology: feeds it commands, reports and time, and carries out what it wants. On taking over it
 * goes on from the state store. No record stops it: one that cannot be understood, or that the scheduler stumbles over, is
 * logged and skipped.
 */
final class SchedulerNode implements Processor<String, byte[], String, Outgoing> {
    static final Duration TICK = Duration.ofMillis(100);
    static final Duration CAPACITY_EVERY = Duration.ofMillis(200);
    static final Duration FIGURES_EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(SchedulerNode.class);

    private final SchedulerLimits limits;
    private final FarmObserver observer;
    private ProcessorContext<String, Outgoing> context;
    private FarmScheduler scheduler;
    private EffectRouter router;
    private WorkerTable workers;

    SchedulerNode(SchedulerLimits limits, FarmObserver observer) {
        this.limits = limits;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, Outgoing> newContext) {
        context = newContext;
        KeyValueStore<String, byte[]> jobs = context.getStateStore(Tables.SCHEDULER_JOBS);
        router = new EffectRouter(context, jobs);
        workers = new WorkerTable(context.getStateStore(Tables.WORKERS));
        scheduler = new FarmScheduler(
                limits,
                new PublishedTables(context.getStateStore(Tables.JOB_STATUS), context.getStateStore(Tables.JOB_SHARDS)),
                now().toEpochMilli());
        restore(jobs);
        every(TICK, () -> scheduler.tick(now()));
        every(CAPACITY_EVERY, () -> scheduler.resize(workers.slots(now()), now()));
        every(FIGURES_EVERY, () -> {
            observer.figures(
                    new FarmFigures(scheduler.backlogs(), scheduler.forecasts(), workers.census(now()), now()));
            return List.of();
        });
    }

    private void restore(KeyValueStore<String, byte[]> jobs) {
        int restored = 0;
        try (var rows = jobs.all()) {
            while (rows.hasNext()) {
                var row = rows.next();
                try {
                    scheduler.restore(row.value, now());
                    restored++;
                } catch (RuntimeException e) {
                    LOG.errorf(e, "the state of job %s cannot be restored: the job will not go on", row.key);
                }
            }
        }
        LOG.infof("scheduling %s, %d jobs restored", context.taskId(), restored);
    }

    private void every(Duration interval, Supplier<List<Effect>> action) {
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, at -> carryOut(action, "the clock"));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        String topic = context.recordMetadata()
                .map(metadata -> metadata.topic())
                .orElseThrow(() -> new IllegalStateException("a record came from no topic"));
        try {
            var incoming = Incoming.read(topic, record.key(), record.value());
            observe(incoming);
            carryOut(
                    () -> scheduler.apply(incoming.pool(), incoming.input(), now()),
                    incoming.input().toString());
        } catch (UnreadableRecordException e) {
            observer.skipped(topic);
            LOG.warnf("a record on %s with key '%s' was skipped: %s", topic, record.key(), e.getMessage());
        }
    }

    /** What Kafka Streams throws on the way out ends the thread, as it must; what the scheduler itself throws does not. */
    private void carryOut(Supplier<List<Effect>> action, String input) {
        List<Effect> effects;
        try {
            effects = action.get();
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "the scheduler cannot handle %s", input);
            return;
        }
        router.carryOut(effects, now());
        effects.forEach(effect -> {
            if (effect instanceof Effect.Bury bury) {
                observer.buried(bury.letter());
            }
        });
    }

    private void observe(Incoming incoming) {
        if (incoming.input() instanceof PoolInput.Report report) {
            TaskEvent event = report.event();
            observer.reported(incoming.pool(), event.task().model(), outcome(event));
        }
    }

    private static FarmObserver.Outcome outcome(TaskEvent event) {
        if (event instanceof TaskEvent.Completed) {
            return FarmObserver.Outcome.COMPLETED;
        }
        if (event instanceof TaskEvent.Failed) {
            return FarmObserver.Outcome.FAILED;
        }
        return event instanceof TaskEvent.Lost ? FarmObserver.Outcome.LOST : FarmObserver.Outcome.CANCELED;
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    @Override
    public void close() {
        observer.figures(FarmFigures.NONE);
    }
}
