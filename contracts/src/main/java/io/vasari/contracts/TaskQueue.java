package io.vasari.contracts;

/**
 * A pool's queue of tasks of one priority: a topic and the share group that takes from it. Workers keep slots for each
 * queue, so an interactive task never stands behind batch tasks.
 */
public record TaskQueue(String pool, Priority priority) {

    /** The queue that a task belongs to. */
    public static TaskQueue of(Task task) {
        return new TaskQueue(task.pool(), task.priority());
    }

    /** It has one partition, so that any free slot takes the next task. */
    public String topic() {
        return switch (priority) {
            case INTERACTIVE -> "vasari.interactive-tasks." + pool;
            case BATCH -> "vasari.tasks." + pool;
        };
    }

    /** The share group of the slots that take from it. */
    public String group() {
        return switch (priority) {
            case INTERACTIVE -> "vasari-interactive-workers-" + pool;
            case BATCH -> "vasari-workers-" + pool;
        };
    }
}
