package io.vasari.evaluator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.artifacts.FileStore;
import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.Topics;
import io.vasari.evaluator.scoring.CriticException;
import io.vasari.evaluator.scoring.Critics;
import io.vasari.evaluator.scoring.Round;
import io.vasari.evaluator.scoring.ScoringTally;
import io.vasari.evaluator.scoring.ShardScoring;
import io.vasari.evaluator.scoring.Shards;
import io.vasari.evaluator.scoring.Stages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventIntakeTest {
    private static final ModelRef MODEL = new ModelRef("painter", "v1");

    @TempDir
    Path folder;

    private final Map<Long, AcknowledgeType> settled = new ConcurrentHashMap<>();

    private Round round() {
        return round(model -> Optional.empty());
    }

    private Round round(Critics critics) {
        Stages untimed = (stage, nanos) -> {};
        ScoringTally untold = new ScoringTally() {
            @Override
            public void unscored(ModelRef model, int samples) {}

            @Override
            public void failed(ModelRef model, int samples) {}
        };
        var scoring = new ShardScoring(FileStore.open(folder), critics, untimed);
        return new Round(scoring, scores -> CompletableFuture.completedFuture(scores), untold, untimed);
    }

    /** Hands over what it was given, then nothing; remembers how each was settled. */
    private class Member extends MockShareConsumer<String, byte[]> {
        private final List<ConsumerRecord<String, byte[]>> left = new ArrayList<>();

        Member(byte[]... values) {
            for (int i = 0; i < values.length; i++) {
                left.add(new ConsumerRecord<>(Topics.TASK_EVENTS, 0, i, "default", values[i]));
            }
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            left.forEach(this::addRecord);
            left.clear();
            return super.poll(Duration.ofMillis(1));
        }

        @Override
        public synchronized void acknowledge(ConsumerRecord<String, byte[]> taken, AcknowledgeType type) {
            settled.put(taken.offset(), type);
        }

        @Override
        public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync(Duration timeout) {
            return Map.of();
        }
    }

    private static byte[] lost() {
        var task = Shards.task("a", MODEL, new SampleRange(0, 1));
        return Json.write(new TaskEvent.Lost(task, "w", Shards.AT, 2));
    }

    private static void stop(EventIntake intake, Thread thread) throws InterruptedException {
        intake.stop();
        assertThat(intake.awaitStopped(Duration.ofSeconds(10))).isTrue();
        thread.join();
        assertThat(intake.isRunning()).isFalse();
    }

    @Test
    void everyEventIsSettledAndTheLoopEndsWhenTold() throws InterruptedException {
        var intake = new EventIntake(() -> new Member(lost(), new byte[] {1}, null), round(), () -> true);
        var thread = new Thread(intake);
        thread.start();
        await().until(() -> settled.size() == 3);
        assertThat(settled)
                .containsEntry(0L, AcknowledgeType.ACCEPT)
                .containsEntry(1L, AcknowledgeType.REJECT)
                .containsEntry(2L, AcknowledgeType.REJECT);
        stop(intake, thread);
    }

    @Test
    void whatCannotBeScoredNowIsHeldAndTriedAgain() throws InterruptedException {
        var shard = Shards.store(FileStore.open(folder), "a", MODEL, 0, new Pixels(2, 2, 1), new byte[4], new float[0]);
        var looks = new AtomicInteger();
        Critics late = model -> {
            if (looks.incrementAndGet() < 3) {
                throw new CriticException("the critic is not there yet", null);
            }
            return Optional.empty();
        };
        byte[] completed = Json.write(Shards.completed("a", MODEL, shard, new float[0]));
        var intake = new EventIntake(() -> new Member(completed, lost()), round(late), () -> true);
        var thread = new Thread(intake);
        thread.start();
        await().until(() -> settled.size() == 2);
        assertThat(settled).containsEntry(0L, AcknowledgeType.ACCEPT).containsEntry(1L, AcknowledgeType.ACCEPT);
        assertThat(looks).hasValue(3);
        stop(intake, thread);
    }

    @Test
    void whatIsHeldGoesBackWhenTheEvaluatorLeaves() throws InterruptedException {
        var shard = Shards.store(FileStore.open(folder), "a", MODEL, 0, new Pixels(2, 2, 1), new byte[4], new float[0]);
        var looks = new AtomicInteger();
        Critics never = model -> {
            looks.incrementAndGet();
            throw new CriticException("the critic is not there yet", null);
        };
        byte[] completed = Json.write(Shards.completed("a", MODEL, shard, new float[0]));
        var intake = new EventIntake(() -> new Member(completed), round(never), () -> true);
        var thread = new Thread(intake);
        thread.start();
        await().until(() -> looks.get() > 1);
        stop(intake, thread);
        assertThat(settled).containsEntry(0L, AcknowledgeType.RELEASE);
    }

    @Test
    void consumerThatFailsIsReplaced() throws InterruptedException {
        var made = new AtomicInteger();
        ShareConsumer<String, byte[]> broken = new Member() {
            @Override
            public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
                throw new KafkaException("the broker is gone");
            }
        };
        var intake =
                new EventIntake(() -> made.getAndIncrement() == 0 ? broken : new Member(lost()), round(), () -> true);
        var thread = new Thread(intake);
        thread.start();
        await().until(() -> settled.containsKey(0L));
        assertThat(made).hasValue(2);
        stop(intake, thread);
    }

    @Test
    void nothingIsTakenWhileTheStoreIsAway() throws InterruptedException {
        var asked = new AtomicInteger();
        BooleanSupplier away = () -> asked.incrementAndGet() > 3;
        var polls = new AtomicInteger();
        var member = new Member(lost()) {
            @Override
            public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
                polls.compareAndSet(0, asked.get());
                return super.poll(timeout);
            }
        };
        var intake = new EventIntake(() -> member, round(), away);
        var thread = new Thread(intake);
        thread.start();
        await().until(() -> settled.containsKey(0L));
        assertThat(polls).hasValue(4);
        stop(intake, thread);
    }
}
