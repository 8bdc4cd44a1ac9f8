package io.vasari.worker.publish;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vasari.contracts.Json;
import io.vasari.contracts.ReplayOrder;
import io.vasari.contracts.ReplayReport;
import io.vasari.contracts.Topics;
import io.vasari.worker.config.WorkerIdentity;
import io.vasari.worker.replay.ReplayOutlet;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Publishes orders and reports of replays without waiting. */
@ApplicationScoped
public class ReplayChannel implements ReplayOutlet {
    private final MutinyEmitter<byte[]> emitter;
    private final WorkerIdentity identity;
    private final BestEffort outlet = new BestEffort("a replay");

    public ReplayChannel(@Channel("replays") MutinyEmitter<byte[]> emitter, WorkerIdentity identity) {
        this.emitter = emitter;
        this.identity = identity;
    }

    @Override
    public void order(ReplayOrder order) {
        String topic = Topics.replayOrders(identity.pool());
        outlet.send(() -> emitter.sendMessage(Messages.on(
                topic, Json.write(order), order.task().id(), ReplayOrder.class, identity, order.orderedAt())));
    }

    @Override
    public void report(ReplayReport report) {
        outlet.send(() -> emitter.sendMessage(
                Messages.of(Json.write(report), report.model().toString(), ReplayReport.class, identity, report.at())));
    }
}
