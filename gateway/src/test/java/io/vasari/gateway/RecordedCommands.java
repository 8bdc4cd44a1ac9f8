package io.vasari.gateway;

import io.vasari.contracts.Job;
import io.vasari.contracts.JobCommand;
import io.vasari.gateway.errors.ProblemException;
import io.vasari.gateway.errors.ProblemType;
import io.vasari.gateway.jobs.JobCommands;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A broker that keeps what it is sent, or is away. */
@Alternative
@Singleton
public final class RecordedCommands implements JobCommands {
    private final List<JobCommand> sent = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile Consumer<Job> farm = job -> {};

    public List<JobCommand> sent() {
        return sent;
    }

    public void away(boolean away) {
        this.away = away;
    }

    /** What happens once a job was submitted. */
    public void onSubmit(Consumer<Job> farm) {
        this.farm = farm;
    }

    public void clear() {
        sent.clear();
        away = false;
        farm = job -> {};
    }

    @Override
    public CompletionStage<Void> submit(Job job) {
        return record(new JobCommand.Submit(job)).thenRun(() -> farm.accept(job));
    }

    @Override
    public CompletionStage<Void> cancel(Job job) {
        return record(new JobCommand.Cancel(job.id(), Instant.EPOCH));
    }

    private CompletionStage<Void> record(JobCommand command) {
        if (away) {
            return CompletableFuture.failedFuture(new ProblemException(ProblemType.BROKER_UNREACHABLE, "away"));
        }
        sent.add(command);
        return CompletableFuture.completedFuture(null);
    }
}
