package io.vasari.worker.publish;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vasari.contracts.Json;
import io.vasari.contracts.TaskProgress;
import io.vasari.worker.config.WorkerIdentity;
import io.vasari.worker.task.ProgressReports;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes progress without waiting. */
@ApplicationScoped
public class ProgressChannel implements ProgressReports {
    private final MutinyEmitter<byte[]> emitter;
    private final WorkerIdentity identity;
    private final BestEffort outlet = new BestEffort("progress");

    public ProgressChannel(@Channel("progress") MutinyEmitter<byte[]> emitter, WorkerIdentity identity) {
        this.emitter = emitter;
        this.identity = identity;
    }

    @Override
    public void publish(TaskProgress progress) {
        outlet.send(() -> emitter.sendMessage(
                Messages.of(Json.write(progress), progress.jobId(), TaskProgress.class, identity, progress.at())));
    }
}
