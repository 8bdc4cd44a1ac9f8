package io.vasari.gateway.progress;

import io.vasari.contracts.JobStatus;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a job is whose samples are made step by step: an estimate, which may step back when a task is tried again. */
@Schema(name = "JobSteps")
public record JobSteps(
        String id,
        @Schema(description = "Samples of tasks that run, without those that are finished") int samplesInFlight,
        @Schema(description = "Steps taken; samples that are done or given up count in full") long stepsDone,
        @Schema(description = "Steps of all samples: those not begun count as those that run") long steps,
        @Schema(description = "Steps taken of all steps, 0 to 1") double share) {
    private static final double DECIMALS = 10_000;

    /** Empty when nothing is told of a task that runs. */
    public static Optional<JobSteps> of(JobStatus status, List<RunningTask> running) {
        if (running.isEmpty()) {
            return Optional.empty();
        }
        long samples = 0;
        long samplesDone = 0;
        long stepsDone = 0;
        long steps = 0;
        for (var task : running) {
            samples += task.range().count();
            samplesDone += task.samplesDone();
            stepsDone += task.stepsDone();
            steps += task.steps();
        }
        double each = (double) steps / samples;
        long all = Math.max(steps, Math.round(each * status.job().samples()));
        long taken = Math.min(all, Math.round(each * (status.done() + status.failed())) + stepsDone);
        return Optional.of(new JobSteps(
                status.job().id(),
                (int) (samples - samplesDone),
                taken,
                all,
                Math.floor(DECIMALS * taken / all) / DECIMALS));
    }
}
