package io.vasari.evaluator.scoring;

import io.vasari.contracts.Conditioning;
import io.vasari.contracts.Json;
import io.vasari.contracts.TaskEvent;
import io.vasari.evaluator.scoring.Stages.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * Scores the deliveries of one poll and says how to settle each: scores are safe before a delivery is accepted. The same
 * delivery again is scored again, which counts nothing twice further on. Not safe for use by many threads.
 */
public final class Round {
    /** Deliveries before a shard that cannot be read is given up; below the share group's own limit of 5. */
    public static final int MAX_DELIVERIES = 4;

    /** Scores of the first shards are published while the next ones are looked at. */
    private static final int SAMPLES_PER_TURN = 1024;

    private static final Logger LOG = Logger.getLogger(Round.class);

    private final ShardScoring scoring;
    private final ScoreOutlet outlet;
    private final ScoringTally tally;
    private final Stages stages;

    public Round(ShardScoring scoring, ScoreOutlet outlet, ScoringTally tally, Stages stages) {
        this.scoring = scoring;
        this.outlet = outlet;
        this.tally = tally;
        this.stages = stages;
    }

    /** One settlement per delivery, in their order. */
    public List<Settlement> play(List<Delivery> deliveries) throws InterruptedException {
        var settlements = new Settlement[deliveries.size()];
        List<Scoring> underWay = new ArrayList<>();
        List<Entry> turn = new ArrayList<>();
        int samples = 0;
        for (int i = 0; i < settlements.length; i++) {
            settlements[i] = Settlement.ACCEPT;
            try {
                if (Json.read(deliveries.get(i).value(), TaskEvent.class) instanceof TaskEvent.Completed event
                        && !isOfStudy(event)) {
                    requireWhole(event);
                    turn.add(new Entry(i, event));
                    samples += event.shard().range().count();
                }
            } catch (IllegalArgumentException e) {
                LOG.warnf("%s is no task event: %s", deliveries.get(i).origin(), e.getMessage());
                settlements[i] = Settlement.REJECT;
            }
            if (samples >= SAMPLES_PER_TURN) {
                underWay.addAll(score(turn));
                turn.clear();
                samples = 0;
            }
        }
        underWay.addAll(score(turn));
        settle(deliveries, underWay, settlements);
        return List.of(settlements);
    }

    /** A completed task, and its place among the deliveries. */
    private record Entry(int position, TaskEvent.Completed event) {}

    /** An outcome whose scores are on their way. */
    private record Scoring(int position, Outcome outcome, Future<?> publication) {}

    private List<Scoring> score(List<Entry> turn) {
        var outcomes = scoring.score(turn.stream().map(Entry::event).toList());
        List<Scoring> underWay = new ArrayList<>();
        for (int i = 0; i < turn.size(); i++) {
            underWay.add(new Scoring(turn.get(i).position(), outcomes.get(i), publish(outcomes.get(i))));
        }
        return underWay;
    }

    private void settle(List<Delivery> deliveries, List<Scoring> underWay, Settlement[] settlements)
            throws InterruptedException {
        long start = System.nanoTime();
        for (var entry : underWay) {
            settlements[entry.position()] =
                    settle(deliveries.get(entry.position()), entry.outcome(), entry.publication());
        }
        if (!underWay.isEmpty()) {
            stages.took(Stage.PUBLISH, System.nanoTime() - start);
        }
    }

    /** Its samples share their noises, so they say nothing of diversity; studies are judged as a whole. */
    private static boolean isOfStudy(TaskEvent.Completed event) {
        return event.task() != null
                && event.task()
                        .conditioning()
                        .flatMap(Conditioning::sharedNoise)
                        .isPresent();
    }

    private static void requireWhole(TaskEvent.Completed event) {
        if (event.task() == null
                || event.task().jobId() == null
                || event.task().model() == null
                || event.at() == null
                || event.shard() == null
                || event.shard().range() == null
                || event.shard().artifact() == null) {
            throw new IllegalArgumentException("a completed event without its task, time or shard");
        }
    }

    private Future<?> publish(Outcome outcome) {
        return outcome instanceof Outcome.Scored scored
                ? outlet.publish(scored.scores())
                : CompletableFuture.completedFuture(outcome);
    }

    private Settlement settle(Delivery delivery, Outcome outcome, Future<?> publication) throws InterruptedException {
        if (outcome instanceof Outcome.Scored) {
            return await(delivery, publication);
        }
        var model = outcome.event().task().model();
        int samples = outcome.event().shard().range().count();
        if (outcome instanceof Outcome.Unreadable unreadable) {
            if (unreadable.transientFault() && delivery.deliveryCount() < MAX_DELIVERIES) {
                return Settlement.RELEASE;
            }
            LOG.errorf(
                    "task %s cannot be scored after %d deliveries: %s",
                    outcome.event().task().id(), delivery.deliveryCount(), unreadable.reason());
            tally.failed(model, samples);
        } else {
            tally.unscored(model, samples);
        }
        return Settlement.ACCEPT;
    }

    private static Settlement await(Delivery delivery, Future<?> publication) throws InterruptedException {
        try {
            publication.get();
            return Settlement.ACCEPT;
        } catch (ExecutionException e) {
            LOG.warnf("the scores of %s were not taken by the broker: %s", delivery.origin(), e.getCause());
            return Settlement.RELEASE;
        }
    }
}
