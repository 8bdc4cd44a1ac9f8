package io.vasari.evaluator.publishing;

import io.vasari.contracts.CloudEvent;
import io.vasari.contracts.Json;
import io.vasari.contracts.StudyEvaluation;
import io.vasari.contracts.Topics;
import java.time.InstantSource;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** {@link Topics#STUDY_EVALUATIONS}, keyed by job id, acknowledged by all replicas. The producer is somebody else's to close. */
public record StudyTopic(Producer<String, byte[]> producer, String evaluatorId, InstantSource clock) {
    public Future<?> publish(StudyEvaluation evaluation) {
        var message = new ProducerRecord<>(Topics.STUDY_EVALUATIONS, evaluation.jobId(), Json.write(evaluation));
        CloudEvent.headers(StudyEvaluation.class, "/evaluators/" + evaluatorId, clock.instant())
                .forEach(message.headers()::add);
        return producer.send(message);
    }
}
