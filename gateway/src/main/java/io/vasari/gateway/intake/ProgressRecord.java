package io.vasari.gateway.intake;

import io.vasari.contracts.Json;
import io.vasari.contracts.TaskProgress;
import io.vasari.gateway.jobs.JobIds;
import io.vasari.gateway.progress.Previews;
import java.util.Optional;

/** Tells progress from whatever else a topic may hold. */
final class ProgressRecord {
    private static final int MAX_TASK_ID = 128;

    /** So that the steps of many tasks have a sum. */
    private static final long MAX_STEPS = 1L << 40;

    /** Empty when it is not what a worker tells. */
    static Optional<TaskProgress> read(String key, byte[] value) {
        if (key == null || value == null || !JobIds.isId(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(value, TaskProgress.class))
                    .filter(told -> key.equals(told.jobId()) && isWhole(told) && isPossible(told));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(TaskProgress told) {
        return told.taskId() != null
                && told.taskId().length() <= MAX_TASK_ID
                && told.range() != null
                && told.preview() != null;
    }

    private static boolean isPossible(TaskProgress told) {
        return told.attempt() > 0
                && isBetween(0, told.samplesDone(), told.range().count())
                && isBetween(1, told.steps(), MAX_STEPS)
                && isBetween(0, told.stepsDone(), told.steps())
                && told.preview().stream().allMatch(preview -> isPossible(preview, told));
    }

    /** It refers to that artifact alone: whoever asks for the preview is given that. */
    private static boolean isPossible(TaskProgress.Preview preview, TaskProgress told) {
        return told.range().contains(preview.index())
                && preview.steps() > 0
                && isBetween(0, preview.stepsDone(), preview.steps())
                && preview.image() != null
                && TaskProgress.Preview.uriOf(told.jobId(), preview.index())
                        .equals(preview.image().uri())
                && isBetween(0, preview.image().sizeBytes(), Previews.MAX_BYTES);
    }

    private static boolean isBetween(long min, long value, long max) {
        return min <= value && value <= max;
    }

    private ProgressRecord() {}
}
