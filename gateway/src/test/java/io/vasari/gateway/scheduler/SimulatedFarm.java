package io.vasari.gateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.DeadLetter;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A farm on a simulated clock: two input logs, a scheduler whose state is committed now and then and which crashes, a task
 * topic that redelivers, and workers that are slow, fail, crash and say things twice. Everything follows from the seed. The
 * invariants are checked after every input.
 */
final class SimulatedFarm implements Published {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long LONGEST_MILLIS = 4 * 3_600_000L;
    private static final int MOST_DELIVERIES = 5;

    final SplittableRandom random;
    final Scenario scenario;
    final Map<String, Job> jobs = new LinkedHashMap<>();
    final Map<String, JobStatus> statuses = new HashMap<>();
    final List<DeadLetter> deadLetters = new ArrayList<>();
    int schedulerCrashes;
    int workerCrashes;

    private final SchedulerLimits limits = SchedulerLimits.DEFAULT;
    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final List<PoolInput> commands = new ArrayList<>();
    private final List<PoolInput> reports = new ArrayList<>();
    private final Map<String, byte[]> store = new HashMap<>();
    private final Map<String, byte[]> committed = new HashMap<>();
    private final Deque<Runnable> unsent = new ArrayDeque<>();
    private final Map<String, List<SampleRange>> index = new HashMap<>();
    private final Map<String, BitSet> made = new HashMap<>();
    private final Deque<Delivery> topic = new ArrayDeque<>();
    private final List<Worker> workers = new ArrayList<>();
    private final Set<String> stopped = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Set<String> stoppedByThisScheduler = new HashSet<>();
    private PoolScheduler scheduler;
    private long now;
    private long order;
    private int slots;
    private int commandsRead;
    private int reportsRead;
    private int commandsCommitted;
    private int reportsCommitted;

    /**
     * What goes wrong in a run.
     *
     * @param poison one sample in so many crashes the worker that makes it; 0 for none
     * @param failures share of tasks that fail
     */
    record Scenario(
            boolean schedulerCrashes,
            boolean workerCrashes,
            boolean storeOutage,
            boolean cancels,
            boolean workersComeLate,
            int poison,
            double failures,
            double duplicates) {}

    private record Event(long at, long order, Runnable action) {}

    private record Delivery(Task task, int count) {}

    SimulatedFarm(long seed, Scenario scenario) {
        this.random = new SplittableRandom(seed);
        this.scenario = scenario;
        this.scheduler = newScheduler();
    }

    private PoolScheduler newScheduler() {
        return new PoolScheduler("default", limits, this, random.split());
    }

    void after(long millis, Runnable action) {
        agenda.add(new Event(now + millis, order++, action));
    }

    /** Runs until every job has ended, and that is known. */
    void run(List<Job> submitted, int workerCount) {
        for (var job : submitted) {
            jobs.put(job.id(), job);
            long at = random.nextLong(3000);
            after(at, () -> tell(commands, new PoolInput.Submit(job)));
            if (scenario.cancels() && random.nextInt(3) == 0) {
                after(at + random.nextLong(1, 6000), () -> tell(commands, new PoolInput.Cancel(job.id())));
            }
        }
        for (int i = 0; i < workerCount; i++) {
            var worker = new Worker("w" + i, random.nextInt(1, 4));
            workers.add(worker);
            after(scenario.workersComeLate() ? random.nextLong(20_000) : 0, worker::start);
        }
        every(100, () -> apply(new PoolInput.Tick()));
        every(200, this::reportCapacity);
        every(250, this::commit);
        if (scenario.schedulerCrashes()) {
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                after(random.nextLong(12_000), this::crashScheduler);
            }
        }
        if (scenario.workerCrashes()) {
            for (int i = random.nextInt(1, 7); i > 0; i--) {
                after(random.nextLong(12_000), () -> workers.get(random.nextInt(workers.size()))
                        .crash());
            }
        }
        while (!isOver()) {
            var event = agenda.remove();
            now = event.at();
            assertThat(now).as("a job never ended: %s", statuses.values()).isLessThan(LONGEST_MILLIS);
            event.action().run();
        }
        checkEnds();
    }

    private boolean isOver() {
        return statuses.size() == jobs.size()
                && store.isEmpty()
                && statuses.values().stream().allMatch(status -> status.state().isTerminal());
    }

    private void every(long millis, Runnable action) {
        after(millis, () -> {
            action.run();
            every(millis, action);
        });
    }

    private Instant instant() {
        return START.plusMillis(now);
    }

    // The scheduler and its edge

    private void tell(List<PoolInput> log, PoolInput input) {
        log.add(input);
        after(random.nextLong(8), this::poll);
    }

    private void poll() {
        while (commandsRead < commands.size() || reportsRead < reports.size()) {
            boolean command = reportsRead == reports.size() || commandsRead < commands.size() && random.nextBoolean();
            apply(command ? commands.get(commandsRead++) : reports.get(reportsRead++));
        }
    }

    private void reportCapacity() {
        slots = workers.stream()
                .filter(worker -> worker.lastBeat >= 0 && now - worker.lastBeat < 10_000)
                .mapToInt(worker -> worker.slots)
                .sum();
        apply(new PoolInput.Capacity(slots));
    }

    private void commit() {
        while (!unsent.isEmpty()) {
            unsent.removeFirst().run();
        }
        committed.clear();
        committed.putAll(store);
        commandsCommitted = commandsRead;
        reportsCommitted = reportsRead;
    }

    /** Each job's state is that of the last commit or any later one; what was not yet sent may be lost. */
    private void crashScheduler() {
        schedulerCrashes++;
        boolean lossy = random.nextBoolean();
        for (var send : unsent) {
            if (!lossy || random.nextBoolean()) {
                send.run();
            }
        }
        unsent.clear();
        var kept = new HashMap<>(committed);
        store.forEach((id, state) -> {
            if (random.nextBoolean()) {
                kept.put(id, state);
            }
        });
        kept.keySet().removeIf(id -> !store.containsKey(id) && random.nextBoolean());
        store.clear();
        store.putAll(kept);
        commandsRead = commandsCommitted;
        reportsRead = reportsCommitted;
        versions.clear();
        stoppedByThisScheduler.clear();
        slots = 0;
        scheduler = newScheduler();
        store.keySet().stream().sorted().forEach(id -> scheduler.restore(store.get(id), instant()));
        poll();
    }

    private void apply(PoolInput input) {
        int suspectsBefore = scheduler.suspectsOut();
        for (var effect : scheduler.apply(input, instant())) {
            carryOut(effect);
        }
        // States restored from different moments may hold more than one; it lets no further one out.
        assertThat(scheduler.suspectsOut()).as("suspects out").isLessThanOrEqualTo(Math.max(1, suspectsBefore));
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Save save) {
            store.put(save.jobId(), save.state());
        } else if (effect instanceof Effect.Forget forget) {
            store.remove(forget.jobId());
        } else {
            check(effect);
            unsent.addLast(() -> arrive(effect));
            after(random.nextLong(6), () -> Optional.ofNullable(unsent.pollFirst())
                    .ifPresent(Runnable::run));
        }
    }

    private void check(Effect effect) {
        if (effect instanceof Effect.Release release) {
            var task = release.task();
            assertThat(slots).as("released while there were no workers").isPositive();
            assertThat(scheduler.released())
                    .as("tasks out")
                    .isLessThanOrEqualTo(limits.window().mostTasks(slots));
            assertThat(stoppedByThisScheduler).as("stopped").doesNotContain(task.jobId());
            assertThat(task.range().end())
                    .isLessThanOrEqualTo(jobs.get(task.jobId()).samples());
        } else if (effect instanceof Effect.Announce announce) {
            var status = announce.status();
            assertThat(status.done() + status.failed())
                    .as("settled")
                    .isLessThanOrEqualTo(status.job().samples());
            assertThat(status.done())
                    .as("done")
                    .isLessThanOrEqualTo(madeOf(status.job().id()).cardinality());
            assertThat(status.version())
                    .isGreaterThan(versions.getOrDefault(status.job().id(), 0L));
            versions.put(status.job().id(), status.version());
        } else if (effect instanceof Effect.Stop stop) {
            stoppedByThisScheduler.add(stop.cancellation().jobId());
        }
    }

    private void arrive(Effect effect) {
        if (effect instanceof Effect.Release release) {
            topic.addLast(new Delivery(release.task(), 0));
            workers.forEach(Worker::wake);
        } else if (effect instanceof Effect.Announce announce) {
            var status = announce.status();
            var before = statuses.put(status.job().id(), status);
            if (before != null && before.state().isTerminal()) {
                assertThat(status.state())
                        .as("an end that had been told changed")
                        .isEqualTo(before.state());
            }
        } else if (effect instanceof Effect.Index shard) {
            String jobId = shard.key().substring(0, shard.key().indexOf('/'));
            index.computeIfAbsent(jobId, id -> new ArrayList<>())
                    .add(shard.shard().range());
        } else if (effect instanceof Effect.Stop stop) {
            stopped.add(stop.cancellation().jobId());
        } else if (effect instanceof Effect.Bury bury) {
            deadLetters.add(bury.letter());
        }
    }

    @Override
    public Optional<JobStatus> status(String jobId) {
        return Optional.ofNullable(statuses.get(jobId));
    }

    @Override
    public List<SampleRange> shards(String jobId) {
        return index.getOrDefault(jobId, List.of());
    }

    private BitSet madeOf(String jobId) {
        return made.computeIfAbsent(jobId, id -> new BitSet());
    }

    private void checkEnds() {
        for (var status : statuses.values()) {
            int samples = status.job().samples();
            var indexed = new BitSet();
            shards(status.job().id()).forEach(range -> indexed.set(range.first(), range.end()));
            assertThat(indexed.cardinality())
                    .as("samples in the index of %s", status)
                    .isGreaterThanOrEqualTo(status.done());
            switch (status.state()) {
                case SUCCEEDED -> assertThat(status.done()).isEqualTo(samples);
                case PARTIAL -> assertThat(status.done()).isBetween(1, samples - 1);
                case FAILED -> assertThat(status.failed()).isEqualTo(samples);
                default -> assertThat(status.done()).isLessThan(samples);
            }
            if (status.state() == JobState.PARTIAL) {
                assertThat(status.done() + status.failed()).isEqualTo(samples);
            }
            assertThat(status.error().isPresent()).isEqualTo(status.state() != JobState.SUCCEEDED);
        }
    }

    // Workers

    boolean isPoison(String jobId, int sample) {
        return scenario.poison() > 0 && (jobId.hashCode() * 31 + sample * 7919) % scenario.poison() == 0;
    }

    boolean hasPoison(Task task) {
        return java.util.stream.IntStream.range(
                        task.range().first(), task.range().end())
                .anyMatch(sample -> isPoison(task.jobId(), sample));
    }

    private boolean storeIsDown() {
        return scenario.storeOutage() && now % 20_000 > 3_000 && now % 20_000 < 8_000;
    }

    private final class Worker {
        final String name;
        final int slots;
        final List<Delivery> held = new ArrayList<>();
        boolean alive;
        int life;
        long lastBeat = -1;

        Worker(String name, int slots) {
            this.name = name;
            this.slots = slots;
        }

        void start() {
            alive = true;
            life++;
            beat(life);
            wake();
        }

        void beat(int inLife) {
            inLife(inLife, () -> {
                lastBeat = now;
                after(1000, () -> beat(inLife));
            });
        }

        void inLife(int of, Runnable action) {
            if (alive && life == of) {
                action.run();
            }
        }

        void wake() {
            int of = life;
            after(random.nextLong(4), () -> inLife(of, this::take));
        }

        void take() {
            if (held.size() < slots && !topic.isEmpty()) {
                var first = topic.removeFirst();
                if (first.count() == MOST_DELIVERIES) {
                    take();
                    return;
                }
                var delivery = new Delivery(first.task(), first.count() + 1);
                held.add(delivery);
                int of = life;
                after(work(delivery), () -> inLife(of, () -> finish(delivery)));
                take();
            }
        }

        long work(Delivery delivery) {
            return delivery.count() > 1
                    ? 1
                    : 2 + Math.round(delivery.task().range().count() * random.nextDouble(4, 40));
        }

        void finish(Delivery delivery) {
            var task = delivery.task();
            if (delivery.count() == 1 && hasPoison(task)) {
                crash();
                return;
            }
            var event = outcome(delivery);
            send(event);
            if (random.nextDouble() < scenario.duplicates()) {
                send(event);
            }
            if (scenario.workerCrashes() && random.nextInt(60) == 0) {
                crash();
                return;
            }
            held.remove(delivery);
            wake();
        }

        TaskEvent outcome(Delivery delivery) {
            var task = delivery.task();
            if (delivery.count() > 1) {
                return new TaskEvent.Lost(task, name, instant(), delivery.count());
            }
            if (stopped.contains(task.jobId()) && random.nextInt(4) > 0) {
                return new TaskEvent.Canceled(task, name, instant());
            }
            if (storeIsDown()) {
                return new TaskEvent.Failed(task, name, instant(), new Failure(FailureCode.STORE_FULL, "full"));
            }
            if (random.nextDouble() < scenario.failures()) {
                var codes = FailureCode.values();
                var code = codes[random.nextInt(codes.length)];
                return new TaskEvent.Failed(task, name, instant(), new Failure(code, "injected"));
            }
            madeOf(task.jobId()).set(task.range().first(), task.range().end());
            int count = task.range().count();
            var artifact =
                    new ArtifactRef("jobs/" + task.id() + "-" + task.attempt() + ".tar", "00", 1, "application/x-tar");
            var shard = new Shard(task.range(), artifact, new long[count], new int[count]);
            return new TaskEvent.Completed(task, name, instant(), shard, new float[0], 2 + count * 20L);
        }

        void send(TaskEvent event) {
            after(random.nextLong(30), () -> tell(reports, new PoolInput.Report(event)));
        }

        void crash() {
            if (!alive) {
                return;
            }
            workerCrashes++;
            alive = false;
            var back = new ArrayList<>(held);
            held.clear();
            after(random.nextLong(500), () -> {
                back.forEach(topic::addFirst);
                workers.forEach(Worker::wake);
            });
            after(random.nextLong(500, 4000), this::start);
        }
    }

    static Job job(int number, SplittableRandom random, int samples, Optional<Instant> expiresAt) {
        var tenants = Arrays.asList("ada", "bob", "eve");
        return new Job(
                "job%04d".formatted(number),
                tenants.get(random.nextInt(3)),
                "default",
                new io.vasari.contracts.ModelRef("mnist-gan", "epoch-" + random.nextInt(2)),
                samples,
                number,
                random.nextInt(4) == 0 ? io.vasari.contracts.Priority.INTERACTIVE : io.vasari.contracts.Priority.BATCH,
                START,
                expiresAt);
    }

    static Instant start() {
        return START;
    }
}
