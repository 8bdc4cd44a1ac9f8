package io.vasari.gateway.progress;

import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was told last of a task.
 *
 * @param samplesDone finished samples of the range, none of which is stored yet
 * @param stepsDone steps taken for all samples of the range together
 * @param steps how many they take in all, at least 1
 * @param previews of its samples, the last of each; at most {@link #MOST_PREVIEWS}, those told last
 */
public record RunningTask(
        String id,
        int attempt,
        SampleRange range,
        int samplesDone,
        long stepsDone,
        long steps,
        List<TaskProgress.Preview> previews) {
    static final int MOST_PREVIEWS = 64;

    static RunningTask of(TaskProgress told) {
        return new RunningTask(
                told.taskId(),
                told.attempt(),
                told.range(),
                told.samplesDone(),
                told.stepsDone(),
                told.steps(),
                told.preview().stream().toList());
    }

    /** The same task by a later word of the same attempt: previews stay until the next of their sample. */
    RunningTask then(RunningTask later) {
        Map<Integer, TaskProgress.Preview> last = new LinkedHashMap<>();
        previews.forEach(preview -> last.put(preview.index(), preview));
        for (var preview : later.previews) {
            last.remove(preview.index());
            last.put(preview.index(), preview);
        }
        return new RunningTask(
                id,
                attempt,
                later.range,
                later.samplesDone,
                later.stepsDone,
                later.steps,
                last.values().stream()
                        .skip(Math.max(0, last.size() - MOST_PREVIEWS))
                        .toList());
    }

    boolean overlaps(RunningTask other) {
        return range.first() < other.range.end() && other.range.first() < range.end();
    }
}
