package io.vasari.worker.publish;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vasari.contracts.Json;
import io.vasari.contracts.TaskProgress;
import io.vasari.worker.config.WorkerIdentity;
import io.vasari.worker.task.ProgressReports;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Publishes progress without waiting; in an outage most of it is dropped, because what is late is of no use. */
@ApplicationScoped
public class ProgressChannel implements ProgressReports {
    private static final Logger LOG = Logger.getLogger(ProgressChannel.class);
    private static final int MOST_ON_THEIR_WAY = 64;

    private final MutinyEmitter<byte[]> emitter;
    private final WorkerIdentity identity;
    private final AtomicInteger onTheirWay = new AtomicInteger();

    public ProgressChannel(@Channel("progress") MutinyEmitter<byte[]> emitter, WorkerIdentity identity) {
        this.emitter = emitter;
        this.identity = identity;
    }

    @Override
    public void publish(TaskProgress progress) {
        if (onTheirWay.incrementAndGet() > MOST_ON_THEIR_WAY) {
            onTheirWay.decrementAndGet();
            return;
        }
        try {
            var message =
                    Messages.of(Json.write(progress), progress.jobId(), TaskProgress.class, identity, progress.at());
            emitter.sendMessage(message).subscribe().with(sent -> onTheirWay.decrementAndGet(), failure -> {
                onTheirWay.decrementAndGet();
                LOG.debugf("progress did not get through: %s", failure);
            });
        } catch (RuntimeException e) {
            onTheirWay.decrementAndGet();
            LOG.debugf("no progress published: %s", e);
        }
    }
}
