package io.vasari.worker.intake;

import io.vasari.worker.task.Delivery;
import io.vasari.worker.task.Settlement;
import io.vasari.worker.task.TaskSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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

    /**
     * As good as for ever: every poll asks for a record, and one that begins as the record of the poll before it comes in asks for
     * a second, which then waits here, and comes to another worker as lost if this one leaves.
     */
    private static final Duration PATIENCE = Duration.ofDays(1);

    /** While a renewal is on its way a poll does not wait, but asks itself again and again: so the pauses are made here. */
    private static final Duration RENEWAL_PAUSE = Duration.ofMillis(5);

    /** What the broker grants unless told otherwise; the consumer knows better after its first delivery. */
    private static final int DEFAULT_LOCK_MILLIS = 30_000;

    private final ShareConsumer<String, byte[]> consumer;
    private final LongSupplier nanos;
    private final ShareConsumers open;
    private final IntakeObserver observer;

    /** Came while a lease was renewed in vain, and is served next. */
    private Optional<Delivery> early = Optional.empty();

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
        consumer.subscribe(List.of(settings.topic()));
        open.opened(consumer);
    }

    @Override
    public Optional<Delivery> next() {
        var held = held();
        return held.isPresent() ? held : pollUnwoken(PATIENCE).map(Lent::new);
    }

    @Override
    public Optional<Delivery> held() {
        var held = early;
        early = Optional.empty();
        return held;
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

    /** Empty also when woken: a drain may begin in the middle of a renewal, which is to finish. */
    private Optional<ConsumerRecord<String, byte[]>> pollUnwoken(Duration patience) {
        try {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
                return Optional.of(record);
            }
            return Optional.empty();
        } catch (WakeupException e) {
            return Optional.empty();
        }
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
                var next = pollUnwoken(Duration.ZERO);
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
                LockSupport.parkNanos(RENEWAL_PAUSE.toNanos());
            }
            lose("it did not come back within " + RENEWING);
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
