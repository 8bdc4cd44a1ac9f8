package io.vasari.evaluator;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vasari.artifacts.FileStore;
import io.vasari.contracts.Topics;
import io.vasari.evaluator.classify.ZooComparisons;
import io.vasari.evaluator.classify.ZooCritics;
import io.vasari.evaluator.intake.EventIntake;
import io.vasari.evaluator.intake.LagWatch;
import io.vasari.evaluator.intake.ShareGroup;
import io.vasari.evaluator.metrics.EvaluatorMeters;
import io.vasari.evaluator.metrics.LagMeters;
import io.vasari.evaluator.metrics.StudyMeters;
import io.vasari.evaluator.publishing.ScoresTopic;
import io.vasari.evaluator.reference.ZooReferences;
import io.vasari.evaluator.scoring.Round;
import io.vasari.evaluator.scoring.ShardScoring;
import io.vasari.evaluator.streams.Aggregation;
import io.vasari.evaluator.streams.ScoresTopology;
import io.vasari.evaluator.streams.StreamsSettings;
import io.vasari.evaluator.streams.Timing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The evaluator, composed: events -> scores on one thread, studies -> their evaluations on another, scores -> evaluations on
 * Kafka Streams. One more thread waits for the topics, starts them all, and looks after them until shutdown; another tells
 * what waits.
 */
@ApplicationScoped
public class Evaluator {
    private static final Logger LOG = Logger.getLogger(Evaluator.class);
    private static final Duration TOPICS_RETRY = Duration.ofMillis(250);
    private static final Duration TENDING = Duration.ofSeconds(1);
    private static final Duration LAGS = Duration.ofSeconds(5);

    /** Whose lag is told. */
    private static final List<LagWatch.Group> GROUPS = List.of(
            new LagWatch.Group(Topics.EVALUATOR_GROUP, true, List.of(Topics.TASK_EVENTS)),
            new LagWatch.Group(StreamsSettings.APPLICATION, false, List.of(Topics.SCORES, Topics.REPLAYS)),
            new LagWatch.Group(Topics.STUDIES_GROUP, false, List.of(Topics.JOB_STATUS)));

    private final ScoresTopic scores;
    private final ZooCritics critics;
    private final ShardScoring scoring;
    private final ShareGroup group;
    private final EventIntake intake;
    private final StudyEvaluator studies;
    private final Aggregation aggregation;
    private final LagWatch lags;
    private final Duration drainTimeout;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread caretaker;
    private final Thread taker;
    private final Thread watcher;

    public Evaluator(
            EvaluatorConfig config,
            MeterRegistry registry,
            @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "127.0.0.1:9092") String bootstrap) {
        ZooCritics.runOnOneThread();
        var clock = InstantSource.system();
        var references = new ZooReferences(config.modelsDirectory());
        var comparisons = new ZooComparisons(config.modelsDirectory());
        var meters = new EvaluatorMeters(registry, references);
        critics = new ZooCritics(config.modelsDirectory(), clock);
        var producer = ScoresTopic.producer(bootstrap, config.id());
        var store = FileStore.open(config.storeDirectory());
        scores = new ScoresTopic(producer, config.id(), clock);
        scoring = new ShardScoring(store, critics, meters);
        studies = StudyEvaluator.open(config, bootstrap, store, new StudyMeters(registry), producer, clock);
        group = new ShareGroup(bootstrap, config.id(), config.eventsPerPoll());
        intake = new EventIntake(group.members(), new Round(scoring, scores, meters, meters), store::answers);
        var timing = Timing.keeping(config.jobRetention());
        var settings = StreamsSettings.of(
                bootstrap, config.id(), config.dataDirectory().resolve("streams"));
        aggregation = new Aggregation(() ->
                new KafkaStreams(ScoresTopology.build(references, comparisons, meters, timing, config.id()), settings));
        lags = new LagWatch(group::admin, GROUPS, new LagMeters(registry)::show, LAGS);
        drainTimeout = config.drainTimeout();
        caretaker = new Thread(this::tend, "evaluator-caretaker");
        taker = new Thread(intake, "evaluator-intake");
        watcher = new Thread(lags, "evaluator-lags");
    }

    void onStart(@Observes StartupEvent event) {
        caretaker.start();
    }

    private void tend() {
        try {
            awaitTopics();
            warmUp();
            for (boolean started = false; !stopping.await(started ? TENDING.toMillis() : 0, TimeUnit.MILLISECONDS); ) {
                tendAggregation();
                if (!started) {
                    taker.start();
                    studies.start();
                    watcher.start();
                    started = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitTopics() throws InterruptedException {
        try (var admin = group.admin()) {
            boolean told = false;
            while (!group.isReady(admin) && !stopping.await(TOPICS_RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!told) {
                    LOG.info("waiting for the broker and for the topics, which the gateway makes");
                    told = true;
                }
            }
        }
    }

    private void warmUp() {
        try {
            critics.warmUp();
        } catch (RuntimeException e) {
            LOG.errorf("a critic is not ready, samples that it judges will wait and then fail: %s", e.getMessage());
        }
    }

    private void tendAggregation() {
        try {
            aggregation.tend();
        } catch (RuntimeException e) {
            LOG.error("the aggregation does not start, trying again", e);
        }
    }

    /** Stops taking, finishes the round, then commits what was aggregated. */
    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        lags.stop();
        intake.stop();
        studies.stop();
        caretaker.join(drainTimeout.toMillis());
        if (taker.getState() != Thread.State.NEW && !intake.awaitStopped(drainTimeout)) {
            LOG.warnf("the round is not finished after %s, its events will be delivered again", drainTimeout);
            return;
        }
        studies.close(drainTimeout);
        scores.close();
        aggregation.stop();
        scoring.close();
        critics.close();
    }

    /** Whether the loop runs, or waits for the topics. */
    public boolean isAlive() {
        return caretaker.isAlive() && intake.isRunning();
    }

    /** Whether scores are aggregated now. */
    public boolean isReady() {
        return isAlive()
                && aggregation
                        .state()
                        .map(state -> state == KafkaStreams.State.RUNNING)
                        .orElse(false);
    }

    /** For people: where the aggregation is in its life. */
    public String aggregationState() {
        return aggregation.state().map(Enum::name).orElse("WAITING_FOR_TOPICS");
    }
}
