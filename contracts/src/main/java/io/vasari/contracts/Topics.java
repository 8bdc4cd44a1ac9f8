package io.vasari.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The topics of the farm and how they are laid out. */
public final class Topics {
    public static final String JOBS = "vasari.jobs";
    public static final String TASK_EVENTS = "vasari.task-events";
    public static final String CANCELLATIONS = "vasari.cancellations";
    public static final String JOB_STATUS = "vasari.job-status";
    public static final String JOB_SHARDS = "vasari.job-shards";
    public static final String WORKERS = "vasari.workers";
    public static final String SCORES = "vasari.scores";
    public static final String EVALUATIONS = "vasari.evaluations";
    public static final String STUDY_EVALUATIONS = "vasari.study-evaluations";
    public static final String PROGRESS = "vasari.progress";
    public static final String REPLAYS = "vasari.replays";
    public static final String TASKS_DLQ = "vasari.tasks.dlq";

    /** The queues of these pools, one for each priority. */
    public static List<TaskQueue> taskQueues(List<String> pools) {
        return pools.stream()
                .flatMap(pool -> Stream.of(Priority.values()).map(priority -> new TaskQueue(pool, priority)))
                .toList();
    }

    /** The share group by which workers of a pool take replays. */
    public static String replayGroup(String pool) {
        return "vasari-replays-" + pool;
    }

    /** The share group by which evaluators take task events. */
    public static final String EVALUATOR_GROUP = "vasari-evaluators";

    /** The consumer group by which one evaluator at a time judges studies. */
    public static final String STUDIES_GROUP = "vasari-studies";

    /** Every share group: it must start at the earliest offset, or what was written before its first member is lost. */
    public static List<String> shareGroups(List<String> pools) {
        var ofPools = Stream.concat(
                taskQueues(pools).stream().map(TaskQueue::group), pools.stream().map(Topics::replayGroup));
        return Stream.concat(ofPools, Stream.of(EVALUATOR_GROUP)).toList();
    }

    /** The topic of samples of a pool that are to be made once more. */
    public static String replayOrders(String pool) {
        return "vasari.replay-orders." + pool;
    }

    /** Key of {@link #JOB_SHARDS}: sorts a job's shards by their first sample. */
    public static String shardKey(String jobId, int first) {
        return "%s/%010d".formatted(jobId, first);
    }

    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

    /** Whoever looks at progress looks at once; what a task has become is in its event. */
    private static final Duration PROGRESS_KEPT = Duration.ofMinutes(10);

    /** A farm that has no time for replays now is not to be busy with them later. */
    public static final Duration REPLAY_ORDERS_KEPT = Duration.ofMinutes(10);

    /** How to create a topic. */
    public record Spec(String name, int partitions, Map<String, String> config) {}

    /** All topics of a farm that serves these pools. */
    public static List<Spec> layout(List<String> pools) {
        var fixed = List.of(
                log(JOBS, KEPT),
                log(TASK_EVENTS, KEPT),
                table(CANCELLATIONS),
                table(JOB_STATUS),
                table(JOB_SHARDS),
                table(WORKERS),
                new Spec(SCORES, 4, log(SCORES, KEPT).config()),
                table(EVALUATIONS),
                table(STUDY_EVALUATIONS),
                glance(PROGRESS, PROGRESS_KEPT),
                log(REPLAYS, KEPT),
                log(TASKS_DLQ, DEAD_LETTERS_KEPT));
        var tasks = taskQueues(pools).stream().map(queue -> log(queue.topic(), KEPT));
        var replays = pools.stream().map(pool -> glance(replayOrders(pool), REPLAY_ORDERS_KEPT));
        return Stream.of(fixed.stream(), tasks, replays).flatMap(specs -> specs).toList();
    }

    private static Spec log(String name, Duration kept) {
        return new Spec(name, 1, Map.of("cleanup.policy", "delete", "retention.ms", "" + kept.toMillis()));
    }

    /** A log whose segments are short too, or what is old would stay until they are full. */
    private static Spec glance(String name, Duration kept) {
        String millis = "" + kept.toMillis();
        return new Spec(name, 1, Map.of("cleanup.policy", "delete", "retention.ms", millis, "segment.ms", millis));
    }

    private static Spec table(String name) {
        return new Spec(name, 1, Map.of("cleanup.policy", "compact,delete", "retention.ms", "" + KEPT.toMillis()));
    }

    private Topics() {}
}
