package io.vasari.contracts;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a worker is with a task whose samples are made step by step, on {@link Topics#PROGRESS}, keyed by job id; at most
 * two a second for each task, and lost without harm. The last one of a task is its {@link TaskEvent}.
 *
 * @param taskId of the task
 * @param samplesDone finished samples of the range
 * @param stepsDone steps taken for all samples of the range together
 * @param steps how many they take in all, as far as is known: a sample that is not begun counts as the one before it
 * @param preview what one of the samples looks like by now; most often without one
 */
public record TaskProgress(
        String taskId,
        int attempt,
        String jobId,
        SampleRange range,
        int samplesDone,
        long stepsDone,
        long steps,
        Optional<Preview> preview,
        String worker,
        Instant at) {

    /**
     * A sample before it is finished.
     *
     * @param index of the sample in its job
     * @param stepsDone steps of this sample that the picture shows
     * @param steps of this sample
     * @param image a small PNG at {@link #uriOf}, which the next preview of the sample replaces
     */
    public record Preview(int index, int stepsDone, int steps, ArtifactRef image) {
        /** In the store: a worker deletes its previews when it is done with a task, and a gateway what a dead one left. */
        public static final String FOLDER = "previews";

        /** Where that of a sample is in the store. */
        public static String uriOf(String jobId, int index) {
            return FOLDER + "/" + jobId + "-" + index + ".png";
        }
    }
}
