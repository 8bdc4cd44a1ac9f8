package io.vasari.worker.publish;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vasari.contracts.Json;
import io.vasari.contracts.TaskEvent;
import io.vasari.worker.config.WorkerConfig;
import io.vasari.worker.config.WorkerIdentity;
import io.vasari.worker.task.TaskReports;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes task events; one is out when all replicas have it. */
@ApplicationScoped
public class EventChannel implements TaskReports {
    private final MutinyEmitter<byte[]> emitter;
    private final WorkerIdentity identity;
    private final Duration timeout;

    public EventChannel(
            @Channel("task-events") MutinyEmitter<byte[]> emitter, WorkerIdentity identity, WorkerConfig config) {
        this.emitter = emitter;
        this.identity = identity;
        this.timeout = config.reportTimeout();
    }

    @Override
    public void publish(TaskEvent event) {
        var message = Messages.of(Json.write(event), identity.pool(), event.getClass(), identity, event.at());
        try {
            emitter.sendMessage(message).await().atMost(timeout);
        } catch (RuntimeException e) {
            throw new ReportException("the broker did not take it: " + e, e);
        }
    }
}
