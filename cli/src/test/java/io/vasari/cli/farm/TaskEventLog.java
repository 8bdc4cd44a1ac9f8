package io.vasari.cli.farm;

import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.Json;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.TaskEvent;
import io.vasari.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a farm has written to its topics so far. */
record TaskEventLog(String bootstrap) {
    List<TaskEvent> events(String jobId) {
        return read(Topics.TASK_EVENTS, bytes -> Json.read(bytes, TaskEvent.class)).stream()
                .filter(event -> event.task().jobId().equals(jobId))
                .toList();
    }

    <E extends TaskEvent> List<E> events(String jobId, Class<E> kind) {
        return events(jobId).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<DeadLetter> deadLetters(String jobId) {
        return read(Topics.TASKS_DLQ, bytes -> Json.read(bytes, DeadLetter.class)).stream()
                .filter(letter -> letter.task().jobId().equals(jobId))
                .toList();
    }

    List<StudyEvaluation> studyEvaluations(String jobId) {
        return read(Topics.STUDY_EVALUATIONS, bytes -> Json.read(bytes, StudyEvaluation.class)).stream()
                .filter(evaluation -> evaluation.jobId().equals(jobId))
                .toList();
    }

    private <T> List<T> read(String topic, Function<byte[], T> parse) {
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var values = new ArrayList<T>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(parse.apply(record.value())));
            }
            return values;
        }
    }
}
