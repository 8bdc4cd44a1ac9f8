package io.vasari.gateway.scheduler;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Priority;
import io.vasari.contracts.Shard;
import io.vasari.contracts.Task;
import io.vasari.contracts.TaskEvent;
import io.vasari.gateway.scheduler.TaskTopic.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A worker that is slow, fails, crashes and says things twice. */
final class SimulatedWorker {
    private static final long LONGEST_FETCH_MILLIS = 2_000;

    private final String name;
    private final PoolSlots slots;
    private final SimulatedFarm farm;
    private final Agenda agenda;
    private final SplittableRandom random;
    private final List<Delivery> held = new ArrayList<>();
    private boolean alive;
    private int life;
    private long lastBeatMillis = Long.MIN_VALUE / 2;

    SimulatedWorker(String name, PoolSlots slots, SimulatedFarm farm) {
        this.name = name;
        this.slots = slots;
        this.farm = farm;
        this.agenda = farm.agenda;
        this.random = farm.random;
    }

    /** The slots that its last heartbeats told of. */
    PoolSlots slotsKnown() {
        return agenda.nowMillis() - lastBeatMillis < 10_000 ? slots : PoolSlots.NONE;
    }

    void start() {
        alive = true;
        life++;
        beat(life);
        wake();
    }

    private void beat(int inLife) {
        inLife(inLife, () -> {
            lastBeatMillis = agenda.nowMillis();
            agenda.after(1000, () -> beat(inLife));
        });
    }

    private void inLife(int of, Runnable action) {
        if (alive && life == of) {
            action.run();
        }
    }

    void wake() {
        int of = life;
        agenda.after(random.nextLong(4), () -> inLife(of, this::take));
    }

    private void take() {
        for (var priority : Priority.values()) {
            take(priority);
        }
    }

    private void take(Priority priority) {
        while (held(priority) < slots.of(priority)) {
            var next = farm.topics.get(priority).take();
            if (next.isEmpty()) {
                return;
            }
            var delivery = next.get();
            held.add(delivery);
            farm.taken(delivery);
            int of = life;
            agenda.after(workMillis(delivery), () -> inLife(of, () -> finish(delivery)));
        }
    }

    private long held(Priority priority) {
        return held.stream()
                .filter(delivery -> delivery.task().priority() == priority)
                .count();
    }

    private long workMillis(Delivery delivery) {
        return delivery.count() > 1 ? 1 : 2 + Math.round(delivery.task().range().count() * random.nextDouble(4, 40));
    }

    private void finish(Delivery delivery) {
        var task = delivery.task();
        var scenario = farm.scenario;
        if (delivery.count() == 1 && (farm.hasPoison(task) || random.nextDouble() < scenario.losses())) {
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

    private TaskEvent outcome(Delivery delivery) {
        var task = delivery.task();
        if (delivery.count() > 1) {
            return new TaskEvent.Lost(task, name, agenda.now(), delivery.count());
        }
        if (farm.arrived.stopped.contains(task.jobId()) && random.nextInt(4) > 0) {
            return new TaskEvent.Canceled(task, name, agenda.now());
        }
        if (farm.storeIsDown()) {
            return failed(task, FailureCode.STORE_FULL);
        }
        if (random.nextDouble() < farm.scenario.failures()) {
            var codes = FailureCode.values();
            return failed(task, codes[random.nextInt(codes.length)]);
        }
        farm.invariants.made(task);
        int count = task.range().count();
        var artifact =
                new ArtifactRef("jobs/" + task.id() + "-" + task.attempt() + ".tar", "00", 1, "application/x-tar");
        var shard = new Shard(task.range(), artifact, new long[count], new int[count]);
        return new TaskEvent.Completed(task, name, agenda.now(), shard, new float[0], 2 + count * 20L);
    }

    private TaskEvent failed(Task task, FailureCode code) {
        return new TaskEvent.Failed(task, name, agenda.now(), new Failure(code, "injected"));
    }

    private void send(TaskEvent event) {
        agenda.after(random.nextLong(30), () -> farm.tell(new PoolInput.Report(event)));
    }

    /** The broker notices that an idle slot has gone only when its last fetch has run out, or was answered with a task. */
    private void leaveFetches() {
        for (var priority : Priority.values()) {
            for (long idle = slots.of(priority) - held(priority); idle > 0; idle--) {
                farm.leaveFetch(priority, agenda.now().plusMillis(random.nextLong(LONGEST_FETCH_MILLIS)));
            }
        }
    }

    void crash() {
        if (!alive) {
            return;
        }
        farm.workerCrashes++;
        alive = false;
        var back = List.copyOf(held);
        leaveFetches();
        held.clear();
        agenda.after(random.nextLong(500), () -> farm.giveBack(back));
        agenda.after(random.nextLong(500, 4000), this::start);
    }
}
