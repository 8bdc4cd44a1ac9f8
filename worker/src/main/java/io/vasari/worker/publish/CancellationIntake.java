package io.vasari.worker.publish;

import io.vasari.worker.task.CanceledJobs;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Hears of every cancellation that the topic still holds, in a consumer group of its own: a task of a job that was
 * canceled long ago may still lie in the task topic.
 */
@ApplicationScoped
public class CancellationIntake {
    private final CanceledJobs canceledJobs;

    public CancellationIntake(CanceledJobs canceledJobs) {
        this.canceledJobs = canceledJobs;
    }

    /** The key alone says it, so that no garbage in the value can stop the channel. */
    @Incoming("cancellations")
    void hear(ConsumerRecord<String, byte[]> cancellation) {
        if (cancellation.key() != null && cancellation.value() != null) {
            canceledJobs.add(cancellation.key());
        }
    }
}
