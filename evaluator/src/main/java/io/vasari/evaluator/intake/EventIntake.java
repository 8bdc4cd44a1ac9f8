package io.vasari.evaluator.intake;

import io.vasari.contracts.Topics;
import io.vasari.evaluator.scoring.Delivery;
import io.vasari.evaluator.scoring.Round;
import io.vasari.evaluator.scoring.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.jboss.logging.Logger;

/**
 * One member of {@link Topics#EVALUATOR_GROUP}: polls, plays a round, settles, until told to stop. A consumer that fails is
 * replaced by a new one after a pause, so that no outage of the broker ends it. What it holds when it dies is delivered
 * again. While the store is away it takes nothing: a delivery that cannot be scored is one of few.
 */
public final class EventIntake implements Runnable {
    private static final Logger LOG = Logger.getLogger(EventIntake.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * What cannot be scored now is tried again for so long before it goes back, for deliveries are counted. Other events
     * wait meanwhile, so it is short.
     */
    private static final Duration HOLDING = Duration.ofSeconds(4);

    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
    private static final Backoff CONSUMERS = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

    private final Supplier<ShareConsumer<String, byte[]>> consumers;
    private final Round round;
    private final BooleanSupplier storeAnswers;
    private final LastingWork work = new LastingWork("taking task events", CONSUMERS);

    /** @param storeAnswers whether shards can be read at all */
    public EventIntake(Supplier<ShareConsumer<String, byte[]>> consumers, Round round, BooleanSupplier storeAnswers) {
        this.consumers = consumers;
        this.round = round;
        this.storeAnswers = storeAnswers;
    }

    @Override
    public void run() {
        work.run(this::takeUntilFailure);
    }

    private void takeUntilFailure() throws InterruptedException {
        try (var consumer = consumers.get()) {
            consumer.subscribe(List.of(Topics.TASK_EVENTS));
            while (!work.isStopping()) {
                awaitStore();
                take(consumer);
                work.succeeded();
            }
        }
    }

    private void awaitStore() throws InterruptedException {
        for (int tries = 1; !storeAnswers.getAsBoolean() && !work.isStopping(); tries++) {
            if (tries == 1) {
                LOG.warn("the store does not answer, no events are taken until it does");
            }
            work.pause(AGAIN.after(tries));
        }
    }

    private void take(ShareConsumer<String, byte[]> consumer) throws InterruptedException {
        List<ConsumerRecord<String, byte[]>> open = new ArrayList<>();
        consumer.poll(POLL).forEach(open::add);
        long deadline = System.nanoTime() + HOLDING.toNanos();
        for (int tries = 1; !open.isEmpty(); tries++) {
            open = play(consumer, open);
            commit(consumer);
            if (!open.isEmpty()) {
                work.pause(AGAIN.after(tries));
                if (work.isStopping() || System.nanoTime() > deadline) {
                    open.forEach(taken -> consumer.acknowledge(taken, AcknowledgeType.RELEASE));
                    commit(consumer);
                    return;
                }
            }
        }
    }

    /** Acknowledges what is done with, and returns the rest. */
    private List<ConsumerRecord<String, byte[]>> play(
            ShareConsumer<String, byte[]> consumer, List<ConsumerRecord<String, byte[]>> taken)
            throws InterruptedException {
        var settlements = round.play(taken.stream().map(EventIntake::delivery).toList());
        List<ConsumerRecord<String, byte[]>> rest = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            if (settlements.get(i) == Settlement.RELEASE) {
                rest.add(taken.get(i));
            } else {
                consumer.acknowledge(taken.get(i), acknowledgement(settlements.get(i)));
            }
        }
        return rest;
    }

    /** What could not be settled is delivered again, which does no harm. */
    private static void commit(ShareConsumer<String, byte[]> consumer) {
        consumer.commitSync(SETTLING)
                .forEach((partition, error) ->
                        error.ifPresent(e -> LOG.warnf("settling events of %s failed: %s", partition, e.getMessage())));
    }

    private static Delivery delivery(ConsumerRecord<String, byte[]> taken) {
        return new Delivery(
                taken.value() == null ? new byte[0] : taken.value(),
                taken.deliveryCount().orElse((short) 1),
                taken.topic() + "-" + taken.partition() + " offset " + taken.offset());
    }

    private static AcknowledgeType acknowledgement(Settlement settlement) {
        return switch (settlement) {
            case ACCEPT -> AcknowledgeType.ACCEPT;
            case RELEASE -> AcknowledgeType.RELEASE;
            case REJECT -> AcknowledgeType.REJECT;
        };
    }

    /** Whether it still takes events. */
    public boolean isRunning() {
        return work.isRunning();
    }

    /** Has it finish the round that is under way and leave the group. */
    public void stop() {
        work.stop();
    }

    /** @return whether it ended within that time */
    public boolean awaitStopped(Duration timeout) throws InterruptedException {
        return work.awaitStopped(timeout);
    }
}
