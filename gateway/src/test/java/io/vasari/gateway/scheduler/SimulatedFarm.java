package io.vasari.gateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.Job;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A farm on a simulated clock: two input logs, a scheduler whose state is committed now and then and which crashes, a task
 * topic that redelivers, and workers. Everything follows from the seed. The invariants are checked after every input.
 */
final class SimulatedFarm {
    private static final long LONGEST_MILLIS = 4 * 3_600_000L;

    final SplittableRandom random;
    final Scenario scenario;
    final Agenda agenda = new Agenda();
    final Map<Priority, TaskTopic> topics =
            Map.of(Priority.INTERACTIVE, new TaskTopic(), Priority.BATCH, new TaskTopic());
    final Arrivals arrived = new Arrivals();
    final Invariants invariants;
    int schedulerCrashes;
    int workerCrashes;

    /** The longest time from the release of an interactive task until a slot had it. */
    Duration longestWait = Duration.ZERO;

    private final SchedulerLimits limits = SchedulerLimits.DEFAULT;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final InputLog commands = new InputLog();
    private final InputLog reports = new InputLog();
    private final Map<String, byte[]> store = new HashMap<>();
    private final Map<String, byte[]> committed = new HashMap<>();
    private final Deque<Runnable> unsent = new ArrayDeque<>();
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private final Map<Priority, List<Instant>> leftFetches =
            Map.of(Priority.INTERACTIVE, new ArrayList<>(), Priority.BATCH, new ArrayList<>());
    private PoolScheduler scheduler;
    private PoolSlots slots = PoolSlots.NONE;

    SimulatedFarm(long seed, Scenario scenario) {
        this.random = new SplittableRandom(seed);
        this.scenario = scenario;
        this.invariants = new Invariants(limits, jobs);
        this.scheduler = newScheduler();
    }

    private PoolScheduler newScheduler() {
        return new PoolScheduler("default", limits, arrived, random.split());
    }

    /** Runs until every job has ended, and that is known. */
    void run(List<Job> submitted, int workerCount) {
        submitted.forEach(this::plan);
        for (int i = 0; i < workerCount; i++) {
            var worker = new SimulatedWorker("w" + i, new PoolSlots(random.nextInt(1, 3), random.nextInt(1, 4)), this);
            workers.add(worker);
            agenda.after(scenario.workersComeLate() ? random.nextLong(20_000) : 0, worker::start);
        }
        agenda.every(100, () -> apply(new PoolInput.Tick()));
        agenda.every(200, this::reportCapacity);
        agenda.every(250, this::commit);
        planCrashes();
        while (!isOver()) {
            agenda.goOn();
            assertThat(agenda.nowMillis())
                    .as("a job never ended: %s", arrived.statuses.values())
                    .isLessThan(LONGEST_MILLIS);
        }
        Invariants.checkEnds(arrived);
    }

    private void plan(Job job) {
        jobs.put(job.id(), job);
        long at = random.nextLong(3000);
        agenda.after(at, () -> command(new PoolInput.Submit(job)));
        if (scenario.cancels() && random.nextInt(3) == 0) {
            agenda.after(at + random.nextLong(1, 6000), () -> command(new PoolInput.Cancel(job.id())));
        }
    }

    private void planCrashes() {
        if (scenario.schedulerCrashes()) {
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                agenda.after(random.nextLong(12_000), this::crashScheduler);
            }
        }
        if (scenario.workerCrashes()) {
            for (int i = random.nextInt(1, 7); i > 0; i--) {
                agenda.after(random.nextLong(12_000), () -> workers.get(random.nextInt(workers.size()))
                        .crash());
            }
        }
    }

    private boolean isOver() {
        return arrived.statuses.size() == jobs.size()
                && store.isEmpty()
                && unsent.isEmpty()
                && arrived.statuses.values().stream()
                        .allMatch(status -> status.state().isTerminal());
    }

    private void command(PoolInput input) {
        commands.add(input);
        agenda.after(random.nextLong(8), this::poll);
    }

    /** As a worker does it. */
    void tell(PoolInput.Report report) {
        reports.add(report);
        agenda.after(random.nextLong(8), this::poll);
    }

    private void poll() {
        while (commands.hasNext() || reports.hasNext()) {
            boolean command = !reports.hasNext() || commands.hasNext() && random.nextBoolean();
            apply(command ? commands.next() : reports.next());
        }
    }

    private void reportCapacity() {
        slots = workers.stream().map(SimulatedWorker::slotsKnown).reduce(PoolSlots.NONE, PoolSlots::plus);
        apply(new PoolInput.Capacity(slots));
    }

    private void commit() {
        while (!unsent.isEmpty()) {
            unsent.removeFirst().run();
        }
        committed.clear();
        committed.putAll(store);
        commands.commit();
        reports.commit();
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
        commands.rewind();
        reports.rewind();
        invariants.schedulerCrashed();
        slots = PoolSlots.NONE;
        scheduler = newScheduler();
        store.keySet().stream().sorted().forEach(id -> scheduler.restore(store.get(id), agenda.now()));
        poll();
    }

    private void apply(PoolInput input) {
        if (input instanceof PoolInput.Report report) {
            invariants.attempts.reported(report.event());
        }
        int suspectsBefore = scheduler.suspectsOut();
        for (var effect : scheduler.apply(input, agenda.now())) {
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
            invariants.check(effect, scheduler::released, slots);
            unsent.addLast(() -> arrive(effect));
            agenda.after(random.nextLong(6), () -> Optional.ofNullable(unsent.pollFirst())
                    .ifPresent(Runnable::run));
        }
    }

    private void arrive(Effect effect) {
        if (effect instanceof Effect.Release release) {
            topics.get(release.task().priority()).add(release.task());
            answerLeftFetch(release.task().priority());
            workers.forEach(SimulatedWorker::wake);
        } else {
            arrived.add(effect);
        }
    }

    /** A worker went away with these. */
    void giveBack(List<TaskTopic.Delivery> deliveries) {
        deliveries.forEach(delivery -> {
            var priority = delivery.task().priority();
            topics.get(priority).giveBack(delivery);
            answerLeftFetch(priority);
        });
        workers.forEach(SimulatedWorker::wake);
    }

    /** A slot went away while it waited for a task; until then the broker may give it one. */
    void leaveFetch(Priority priority, Instant until) {
        leftFetches.get(priority).add(until);
    }

    private void answerLeftFetch(Priority priority) {
        var left = leftFetches.get(priority);
        left.removeIf(until -> until.isBefore(agenda.now()));
        if (!left.isEmpty() && random.nextBoolean()) {
            left.remove(0);
            topics.get(priority)
                    .take()
                    .ifPresent(delivery -> agenda.after(random.nextLong(20), () -> giveBack(List.of(delivery))));
        }
    }

    /** A worker has it in its hands. */
    void taken(TaskTopic.Delivery delivery) {
        var waited = Duration.between(delivery.task().releasedAt(), agenda.now());
        if (delivery.task().priority() == Priority.INTERACTIVE && waited.compareTo(longestWait) > 0) {
            longestWait = waited;
        }
    }

    boolean hasPoison(Task task) {
        return IntStream.range(task.range().first(), task.range().end())
                .anyMatch(sample -> isPoison(task.jobId(), sample));
    }

    private boolean isPoison(String jobId, int sample) {
        return scenario.poison() > 0 && (jobId.hashCode() * 31 + sample * 7919) % scenario.poison() == 0;
    }

    boolean storeIsDown() {
        return scenario.storeOutage() && agenda.nowMillis() % 20_000 > 3_000 && agenda.nowMillis() % 20_000 < 8_000;
    }

    static Job job(int number, SplittableRandom random, int samples, Optional<Instant> expiresAt) {
        var priority = random.nextInt(4) == 0 ? Priority.INTERACTIVE : Priority.BATCH;
        return job(number, priority, random, samples, expiresAt);
    }

    static Job job(int number, Priority priority, SplittableRandom random, int samples, Optional<Instant> expiresAt) {
        var tenants = List.of("ada", "bob", "eve");
        return new Job(
                "job%04d".formatted(number),
                tenants.get(random.nextInt(3)),
                "default",
                new ModelRef("mnist-gan", "epoch-" + random.nextInt(2)),
                samples,
                number,
                priority,
                Agenda.START,
                expiresAt);
    }
}
