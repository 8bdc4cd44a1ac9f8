package io.vasari.evaluator.intake;

import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Json;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.Topics;
import io.vasari.evaluator.study.StudyJudgements;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Finds studies that have ended on {@link Topics#JOB_STATUS}, has them judged, and publishes what is said. One evaluator of
 * the farm has the topic at a time; its place in it is kept only once what came before is published, so a study whose judge
 * dies is judged by the next one, to the same end. A consumer that fails is replaced after a pause.
 */
public final class StudyIntake implements Runnable {
    private static final Logger LOG = Logger.getLogger(StudyIntake.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
    private static final Backoff CONSUMERS = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

    /** Others wait meanwhile; that makes about 40 seconds. */
    private static final int MOST_TRIES = 8;

    private final Supplier<Consumer<String, byte[]>> members;
    private final TableReads tables;
    private final StudyJudgements judgements;
    private final Function<StudyEvaluation, Future<?>> outlet;
    private final InstantSource clock;
    private final LastingWork work = new LastingWork("taking studies", CONSUMERS);

    /** @param outlet publishes; done once all replicas have it */
    public StudyIntake(
            StudyGroup group,
            StudyJudgements judgements,
            Function<StudyEvaluation, Future<?>> outlet,
            InstantSource clock) {
        this.members = group.members();
        this.tables = new TableReads(group.readers());
        this.judgements = judgements;
        this.outlet = outlet;
        this.clock = clock;
    }

    @Override
    public void run() {
        work.run(this::takeUntilFailure);
    }

    private void takeUntilFailure() throws InterruptedException {
        try (var consumer = members.get()) {
            consumer.subscribe(List.of(Topics.JOB_STATUS), new Manning());
            while (!work.isStopping()) {
                for (var row : consumer.poll(POLL)) {
                    take(row);
                    if (work.isStopping()) {
                        return;
                    }
                }
                consumer.commitSync();
                judgements.show(clock.instant());
                work.succeeded();
            }
        } finally {
            judgements.leave();
        }
    }

    /** Whoever gets the topic knows what was judged before. */
    private final class Manning implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                tables.evaluations(judgements::recall);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            judgements.leave();
        }
    }

    private void take(ConsumerRecord<String, byte[]> row) throws InterruptedException {
        if (row.value() == null) {
            return;
        }
        JobStatus status;
        try {
            status = Json.read(row.value(), JobStatus.class);
        } catch (IllegalArgumentException e) {
            LOG.warnf("the status of job %s is skipped: %s", row.key(), e.getMessage());
            return;
        }
        for (int tries = 1; judgements.isDue(status) && !work.isStopping(); tries++) {
            try {
                judge(status);
            } catch (RuntimeException | ExecutionException e) {
                if (tries == MOST_TRIES) {
                    LOG.errorf(e, "study %s cannot be judged, going on without it", row.key());
                    return;
                }
                LOG.warnf("study %s cannot be judged yet: %s", row.key(), e.getMessage());
                work.pause(AGAIN.after(tries));
            }
        }
    }

    private void judge(JobStatus status) throws InterruptedException, ExecutionException {
        var judged = judgements.judge(status, tables.shards(status));
        outlet.apply(judged.evaluation()).get();
        judgements.published(judged);
        LOG.infof("study %s: %s", status.job().id(), judged.evaluation().verdictText());
    }

    /** Has it finish the study that is under way and leave the group. */
    public void stop() {
        work.stop();
    }

    /** @return whether it ended within that time */
    public boolean awaitStopped(Duration timeout) throws InterruptedException {
        return work.awaitStopped(timeout);
    }
}
