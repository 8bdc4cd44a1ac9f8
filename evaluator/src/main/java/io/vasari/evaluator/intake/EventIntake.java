package io.vasari.evaluator.intake;

import io.vasari.contracts.Topics;
import io.vasari.evaluator.scoring.Delivery;
import io.vasari.evaluator.scoring.Round;
import io.vasari.evaluator.scoring.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.jboss.logging.Logger;

/**
 * One member of {@link Topics#EVALUATOR_GROUP}: polls, plays a round, settles, until told to stop. A consumer that fails is
 * replaced by a new one after a pause, so that no outage of the broker ends it. What it holds when it dies is delivered
 * again.
 */
public final class EventIntake implements Runnable {
    private static final Logger LOG = Logger.getLogger(EventIntake.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Backoff RELEASES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
    private static final Backoff CONSUMERS = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

    private final Supplier<ShareConsumer<String, byte[]>> consumers;
    private final Round round;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int failures;

    public EventIntake(Supplier<ShareConsumer<String, byte[]>> consumers, Round round) {
        this.consumers = consumers;
        this.round = round;
    }

    @Override
    public void run() {
        try {
            while (!isStopping()) {
                takeUntilFailure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private void takeUntilFailure() throws InterruptedException {
        try (var consumer = consumers.get()) {
            consumer.subscribe(List.of(Topics.TASK_EVENTS));
            while (!isStopping()) {
                take(consumer);
                failures = 0;
            }
        } catch (RuntimeException e) {
            failures++;
            LOG.warnf(e, "taking task events failed %d times in a row, going on", failures);
            pause(CONSUMERS.after(failures));
        }
    }

    private void take(ShareConsumer<String, byte[]> consumer) throws InterruptedException {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        consumer.poll(POLL).forEach(records::add);
        if (records.isEmpty()) {
            return;
        }
        var settlements = round.play(records.stream().map(EventIntake::delivery).toList());
        int deliveries = 0;
        for (int i = 0; i < records.size(); i++) {
            if (settlements.get(i) == Settlement.RELEASE) {
                deliveries = Math.max(deliveries, delivery(records.get(i)).deliveryCount());
            } else {
                consumer.acknowledge(records.get(i), acknowledgement(settlements.get(i)));
            }
        }
        commit(consumer);
        if (deliveries > 0) {
            pause(RELEASES.after(deliveries));
            release(consumer, records, settlements);
            commit(consumer);
        }
    }

    private static void release(
            ShareConsumer<String, byte[]> consumer,
            List<ConsumerRecord<String, byte[]>> records,
            List<Settlement> settlements) {
        for (int i = 0; i < records.size(); i++) {
            if (settlements.get(i) == Settlement.RELEASE) {
                consumer.acknowledge(records.get(i), AcknowledgeType.RELEASE);
            }
        }
    }

    /** What could not be settled is delivered again, which does no harm. */
    private static void commit(ShareConsumer<String, byte[]> consumer) {
        consumer.commitSync()
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

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause(Duration duration) throws InterruptedException {
        boolean told = stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        LOG.debugf("paused %s%s", duration, told ? ", stopping" : "");
    }

    /** Whether it still takes events. */
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    /** Has it finish the round that is under way and leave the group. */
    public void stop() {
        stopping.countDown();
    }

    /** @return whether it ended within that time */
    public boolean awaitStopped(Duration timeout) throws InterruptedException {
        return stopped.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
