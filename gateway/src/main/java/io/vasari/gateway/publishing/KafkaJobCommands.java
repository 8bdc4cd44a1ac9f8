package io.vasari.gateway.publishing;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vasari.contracts.CloudEvent;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobCommand;
import io.vasari.contracts.Json;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.jobs.JobCommands;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Commands on {@code vasari.jobs}, keyed by pool. A stage completes when all in-sync replicas have the record. Otherwise it
 * fails within {@link #PATIENCE}; then the record is written only if the producer has it and the broker comes back within
 * {@code delivery.timeout.ms}, or if just the confirmation was lost.
 */
@ApplicationScoped
public class KafkaJobCommands implements JobCommands {
    /** A little more than {@code delivery.timeout.ms} of the channel. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String SOURCE = "/gateway";

    private final MutinyEmitter<PendingCommand> emitter;
    private final Clock clock;
    private final BrokerGate gate = new BrokerGate();

    KafkaJobCommands(@Channel("jobs") MutinyEmitter<PendingCommand> emitter, Clock clock) {
        this.emitter = emitter;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> submit(Job job) {
        return send(job.pool(), new JobCommand.Submit(job));
    }

    @Override
    public CompletionStage<Void> cancel(Job job) {
        return send(job.pool(), new JobCommand.Cancel(job.id(), clock.instant()));
    }

    private CompletionStage<Void> send(String pool, JobCommand command) {
        if (!gate.enter()) {
            return CompletableFuture.failedStage(unreachable());
        }
        var pending = new PendingCommand(Json.write(command));
        return Uni.createFrom()
                .deferred(() -> emitter.sendMessage(message(pool, command, pending)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onItem()
                .invoke(this::answered)
                .onFailure()
                .transform(failure -> {
                    pending.abandon();
                    failed(failure);
                    return unreachable();
                })
                .subscribeAsCompletionStage();
    }

    private void answered() {
        if (gate.answered()) {
            Log.info("the broker answers again, commands are taken");
        }
    }

    private void failed(Throwable failure) {
        if (gate.failed()) {
            Log.warn("the broker does not confirm commands; they are refused until it does");
            Log.debug("first refused command", failure);
        }
    }

    private Message<PendingCommand> message(String pool, JobCommand command, PendingCommand pending) {
        var headers = new RecordHeaders();
        CloudEvent.headers(command.getClass(), SOURCE, clock.instant()).forEach(headers::add);
        return Message.of(pending)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(pool)
                        .withHeaders(headers)
                        .build());
    }

    private static ProblemException unreachable() {
        return new ProblemException(
                ProblemType.BROKER_UNREACHABLE,
                "the broker does not confirm the command; what was accepted before is safe. Send it again later, with"
                        + " an Idempotency-Key if it must not count twice");
    }
}
