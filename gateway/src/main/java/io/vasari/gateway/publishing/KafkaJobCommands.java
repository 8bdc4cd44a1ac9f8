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
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Commands on {@code vasari.jobs}, keyed by pool. A stage completes when all in-sync replicas have the record; otherwise it
 * fails within {@link #PATIENCE}, and then the record may or may not have been written.
 */
@ApplicationScoped
public class KafkaJobCommands implements JobCommands {
    /** A little more than {@code delivery.timeout.ms} of the channel. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String SOURCE = "/gateway";

    private final MutinyEmitter<byte[]> emitter;
    private final Clock clock;
    private final BrokerGate gate = new BrokerGate();

    KafkaJobCommands(@Channel("jobs") MutinyEmitter<byte[]> emitter, Clock clock) {
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
            return Uni.createFrom().<Void>failure(unreachable()).subscribeAsCompletionStage();
        }
        return Uni.createFrom()
                .deferred(() -> emitter.sendMessage(message(pool, command)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onItem()
                .invoke(gate::answered)
                .onFailure()
                .invoke(failure -> {
                    gate.failed();
                    Log.warnf("command for job %s was not written: %s", command.jobId(), failure.toString());
                })
                .onFailure()
                .transform(failure -> unreachable())
                .subscribeAsCompletionStage();
    }

    private Message<byte[]> message(String pool, JobCommand command) {
        var headers = new RecordHeaders();
        CloudEvent.headers(command.getClass(), SOURCE, clock.instant()).forEach(headers::add);
        return Message.of(Json.write(command))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(pool)
                        .withHeaders(headers)
                        .build());
    }

    private static ProblemException unreachable() {
        return new ProblemException(
                ProblemType.BROKER_UNREACHABLE,
                "the broker did not confirm the command within " + PATIENCE.toSeconds()
                        + " s; nothing is lost that was accepted before. Send it again later, with an Idempotency-Key if"
                        + " it must not count twice");
    }
}
