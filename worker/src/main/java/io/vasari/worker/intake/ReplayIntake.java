package io.vasari.worker.intake;

import io.vasari.contracts.Json;
import io.vasari.contracts.ReplayOrder;
import io.vasari.worker.replay.Replayer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Takes orders of replays, on one thread. An order is settled before it is begun, so one that ends its worker is gone: it is
 * a check, and not worth a second worker.
 */
public final class ReplayIntake implements Runnable {
    private static final Logger LOG = Logger.getLogger(ReplayIntake.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ShareSettings settings;
    private final String clientId;
    private final Replayer replayer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "replays");
    private volatile Optional<ShareConsumer<String, byte[]>> open = Optional.empty();

    /** @param clientId a name for the broker's logs */
    public ReplayIntake(ShareSettings settings, String clientId, Replayer replayer) {
        this.settings = settings;
        this.clientId = clientId;
        this.replayer = replayer;
    }

    public void start() {
        thread.start();
    }

    /** Gives up the sample at hand. */
    public void stop() {
        stopping.countDown();
        replayer.stop();
        open.ifPresent(ShareConsumer::wakeup);
    }

    /** To be called after {@link #stop}. */
    public void awaitStopped(Duration patience) throws InterruptedException {
        TimeUnit.MILLISECONDS.timedJoin(thread, patience.toMillis());
    }

    @Override
    public void run() {
        try {
            while (!isStopping()) {
                takeUntilFailure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeUntilFailure() throws InterruptedException {
        try (ShareConsumer<String, byte[]> consumer = new KafkaShareConsumer<>(settings.consumer(clientId))) {
            open = Optional.of(consumer);
            consumer.subscribe(List.of(settings.topic()));
            while (!isStopping()) {
                for (var order : consumer.poll(PATIENCE)) {
                    take(order, consumer);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("woken to stop");
        } catch (RuntimeException | Error e) {
            boolean told = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debugf("no replays for %s, %s: %s", PAUSE, told ? "stopping" : "going on", e);
        } finally {
            open = Optional.empty();
        }
    }

    private void take(ConsumerRecord<String, byte[]> message, ShareConsumer<String, byte[]> consumer)
            throws InterruptedException {
        Optional<ReplayOrder> order = orderIn(message);
        int offers = message.deliveryCount().map(Short::intValue).orElse(1);
        boolean passedOn = order.filter(o -> replayer.passesOn(o, offers)).isPresent();
        var settlement =
                order.isEmpty() ? AcknowledgeType.REJECT : passedOn ? AcknowledgeType.RELEASE : AcknowledgeType.ACCEPT;
        consumer.acknowledge(message, settlement);
        consumer.commitSync(SETTLING);
        if (settlement == AcknowledgeType.ACCEPT) {
            replayer.replay(order.orElseThrow());
        }
    }

    private static Optional<ReplayOrder> orderIn(ConsumerRecord<String, byte[]> message) {
        try {
            var order = Json.read(message.value(), ReplayOrder.class);
            boolean whole = Stream.of(order.task(), order.artifact(), order.madeBy(), order.orderedAt())
                    .allMatch(Objects::nonNull);
            if (!whole || order.task().model() == null || order.task().range() == null) {
                throw new IllegalArgumentException("fields are missing in " + order);
            }
            return Optional.of(order);
        } catch (RuntimeException e) {
            LOG.warnf("%s@%d is no order of replays: %s", message.topic(), message.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
