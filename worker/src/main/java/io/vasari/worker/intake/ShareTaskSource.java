package io.vasari.worker.intake;

import io.vasari.worker.task.Delivery;
import io.vasari.worker.task.Settlement;
import io.vasari.worker.task.TaskSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * One member of the share group, holding one delivery at a time. Settlements travel with the next poll, so they cost no
 * round trip of their own.
 */
final class ShareTaskSource implements TaskSource {
    private static final Logger LOG = Logger.getLogger(ShareTaskSource.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration RENEWING = Duration.ofSeconds(2);

    /** In a farm at work a task comes within it; it is a part of every idle slot's drain. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    /** What the broker grants unless told otherwise; the consumer knows better after its first delivery. */
    private static final int DEFAULT_LOCK_MILLIS = 30_000;

    private final ShareConsumer<String, byte[]> consumer;
    private final LongSupplier nanos;
    private final ShareConsumers open;
    private final IntakeObserver observer;

    /** Came while a lease was renewed in vain, and is served next. */
    private Optional<Delivery> early = Optional.empty();

    /** Whether the broker may be giving a record to this member: the client asks again and again until it has one. */
    private boolean asking;

    ShareTaskSource(
            ShareSettings settings, String clientId, LongSupplier nanos, ShareConsumers open, IntakeObserver observer) {
        this.consumer = new KafkaShareConsumer<>(settings.consumer(clientId));
        this.nanos = nanos;
        this.open = open;
        this.observer = observer;
        consumer.setAcknowledgementCommitCallback((offsets, failure) -> {
            if (failure != null) {
                LOG.warnf("the broker refused the settlement of %s, it may come again: %s", offsets, failure);
                observer.settlementRefused();
            }
        });
        consumer.subscribe(List.of(settings.queue().topic()));
        open.opened(consumer);
    }

    @Override
    public Optional<Delivery> next(Duration patience) {
        if (early.isPresent()) {
            var delivery = early;
            early = Optional.empty();
            return delivery;
        }
        try {
            return poll(patience).map(Lent::new);
        } catch (WakeupException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Delivery> last() {
        if (early.isPresent()) {
            return next(Duration.ZERO);
        }
        long deadline = nanos.getAsLong() + LAST_WAIT.toNanos();
        for (long left = LAST_WAIT.toNanos(); asking && left > 0; left = deadline - nanos.getAsLong()) {
            var delivery = next(Duration.ofNanos(left));
            if (delivery.isPresent()) {
                return delivery;
            }
        }
        return Optional.empty();
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        open.closed(consumer);
        try {
            commitUnwoken();
        } catch (RuntimeException e) {
            LOG.warnf("settlements on the way may be lost, their tasks come again: %s", e);
        } finally {
            consumer.close(CLOSING);
        }
    }

    /** The wakeup that began a drain may still be pending. */
    private void commitUnwoken() {
        try {
            consumer.commitSync(CLOSING);
        } catch (WakeupException e) {
            consumer.commitSync(CLOSING);
        }
    }

    private Optional<ConsumerRecord<String, byte[]>> poll(Duration patience) {
        asking = true;
        for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
            asking = false;
            return Optional.of(record);
        }
        return Optional.empty();
    }

    private long halfLockNanos() {
        return consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MILLIS) * 500_000L;
    }

    /** A message whose lock this consumer holds. */
    private final class Lent implements Delivery {
        private ConsumerRecord<String, byte[]> record;
        private long lockedNanos = nanos.getAsLong();
        private final long halfLockNanos = halfLockNanos();
        private boolean lost;

        Lent(ConsumerRecord<String, byte[]> record) {
            this.record = record;
        }

        @Override
        public byte[] value() {
            return record.value();
        }

        @Override
        public int deliveryCount() {
            return record.deliveryCount().map(Short::intValue).orElse(1);
        }

        @Override
        public String position() {
            return record.topic() + ":" + record.partition() + "@" + record.offset();
        }

        @Override
        public void keep() {
            if (lost || nanos.getAsLong() - lockedNanos < halfLockNanos) {
                return;
            }
            try {
                renew();
            } catch (RuntimeException e) {
                lose(e.toString());
            }
        }

        /** The same record comes back from the poll, and only that object can be settled. */
        private void renew() {
            long start = nanos.getAsLong();
            consumer.acknowledge(record, AcknowledgeType.RENEW);
            while (nanos.getAsLong() - start < RENEWING.toNanos()) {
                var next = pollUnwoken();
                if (next.filter(this::isThis).isPresent()) {
                    record = next.get();
                    lockedNanos = start;
                    observer.renewed();
                    return;
                }
                if (next.isPresent()) {
                    early = Optional.of(new Lent(next.get()));
                    break;
                }
            }
            lose("it did not come back within " + RENEWING);
        }

        /** A drain may begin in the middle of a renewal, which is to finish. */
        private Optional<ConsumerRecord<String, byte[]>> pollUnwoken() {
            try {
                return poll(Duration.ofMillis(500));
            } catch (WakeupException e) {
                return Optional.empty();
            }
        }

        private boolean isThis(ConsumerRecord<String, byte[]> other) {
            return other.offset() == record.offset() && other.partition() == record.partition();
        }

        private void lose(String why) {
            lost = true;
            observer.leaseLost();
            LOG.warnf("the lease of %s is lost, the task is finished all the same: %s", position(), why);
        }

        @Override
        public void settle(Settlement settlement) {
            if (lost) {
                return;
            }
            try {
                consumer.acknowledge(record, typeOf(settlement));
            } catch (RuntimeException e) {
                LOG.warnf("%s cannot be settled, it may come again: %s", position(), e);
                observer.settlementRefused();
            }
        }

        private static AcknowledgeType typeOf(Settlement settlement) {
            return switch (settlement) {
                case ACCEPT -> AcknowledgeType.ACCEPT;
                case RELEASE -> AcknowledgeType.RELEASE;
                case REJECT -> AcknowledgeType.REJECT;
            };
        }
    }
}
