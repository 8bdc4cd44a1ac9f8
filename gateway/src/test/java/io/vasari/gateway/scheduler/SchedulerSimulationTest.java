package io.vasari.gateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Job;
import io.vasari.contracts.JobState;
import io.vasari.contracts.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Thousands of seeded runs. A failure prints its seed; put it into {@link #FIRST_SEED} and set {@link #RUNS} to 1. */
class SchedulerSimulationTest {
    private static final long FIRST_SEED = Long.getLong("vasari.simulation.seed", 1);
    private static final int RUNS = Integer.getInteger("vasari.simulation.runs", 1000);

    @Test
    void everyJobEndsWhateverHappens() {
        forEachSeed(seed -> {
            var dice = new SplittableRandom(seed);
            var scenario = new Scenario(
                    dice.nextBoolean(),
                    dice.nextBoolean(),
                    dice.nextInt(3) == 0,
                    dice.nextBoolean(),
                    dice.nextInt(4) == 0,
                    dice.nextInt(3) == 0 ? dice.nextInt(50, 400) : 0,
                    dice.nextInt(3) == 0 ? 0.1 : 0,
                    dice.nextInt(3) == 0 ? 0.1 : 0,
                    dice.nextInt(2) == 0 ? 0.2 : 0);
            var farm = new SimulatedFarm(seed, scenario);
            farm.run(jobs(dice, true), dice.nextInt(1, 5));
            return farm;
        });
    }

    @Test
    void crashesAloneCostNoSample() {
        forEachSeed(seed -> {
            var dice = new SplittableRandom(seed);
            var farm = new SimulatedFarm(seed, new Scenario(true, false, false, false, false, 0, 0, 0, 0.3));
            farm.run(jobs(dice, false), dice.nextInt(1, 5));
            assertThat(farm.arrived.statuses.values()).allMatch(status -> status.state() == JobState.SUCCEEDED);
            return farm;
        });
    }

    @Test
    void poisonFailsAloneAndItsNeighboursSucceed() {
        forEachSeed(seed -> {
            var dice = new SplittableRandom(seed);
            int oneIn = dice.nextBoolean() ? 1000 : dice.nextInt(20, 200);
            var farm = new SimulatedFarm(seed, new Scenario(false, false, false, false, false, oneIn, 0, 0, 0.1));
            farm.run(jobs(dice, false), dice.nextInt(1, 5));
            for (var letter : farm.arrived.deadLetters) {
                assertThat(letter.failure().code()).isEqualTo(FailureCode.WORKER_LOST);
                assertThat(farm.hasPoison(letter.task()))
                        .as("%s had no poison", letter)
                        .isTrue();
                assertThat(letter.task().attempt()).isEqualTo(3);
            }
            for (var status : farm.arrived.statuses.values()) {
                int buried = farm.arrived.deadLetters.stream()
                        .filter(letter ->
                                letter.task().jobId().equals(status.job().id()))
                        .mapToInt(letter -> letter.task().range().count())
                        .sum();
                assertThat(status.failed()).isEqualTo(buried);
            }
            return farm;
        });
    }

    @Test
    void noTaskRunsMoreOftenThanItMayNorIsGivenUpBeforeHoweverItsAttemptsEnd() {
        int[] mixed = {0};
        forEachSeed(seed -> {
            var dice = new SplittableRandom(seed);
            var farm = new SimulatedFarm(
                    seed, new Scenario(false, dice.nextBoolean(), dice.nextBoolean(), false, false, 0, 0.5, 0.3, 0.2));
            farm.run(jobs(dice, false), dice.nextInt(1, 5));
            mixed[0] += farm.invariants.attempts.mixed();
            return farm;
        });
        assertThat(mixed[0])
                .as("tasks given up after attempts of different ends")
                .isGreaterThan(RUNS / 10);
    }

    /** The longest batch task takes seconds; an interactive one is in a slot as soon as it is there. */
    @Test
    void interactiveTasksNeverWaitForBatchTasks() {
        var calm = new Scenario(false, false, false, false, false, 0, 0, 0, 0);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            var dice = new SplittableRandom(seed);
            var jobs = new ArrayList<Job>();
            for (int i = 0; i < 4; i++) {
                jobs.add(SimulatedFarm.job(i, Priority.BATCH, dice, 2_000, Optional.empty()));
            }
            jobs.add(SimulatedFarm.job(4, Priority.INTERACTIVE, dice, 1, Optional.empty()));
            var farm = new SimulatedFarm(seed, calm);
            farm.run(jobs, dice.nextInt(1, 5));
            assertThat(farm.longestWait).as("seed %d", seed).isLessThan(Duration.ofMillis(15));
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        var outcomes = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            var farm = new SimulatedFarm(7, new Scenario(true, true, true, true, true, 60, 0.1, 0.1, 0.2));
            farm.run(jobs(new SplittableRandom(7), true), 3);
            outcomes.add(farm.arrived.statuses.toString() + farm.workerCrashes);
        }
        assertThat(outcomes.get(0)).isEqualTo(outcomes.get(1));
    }

    private static List<Job> jobs(SplittableRandom dice, boolean expire) {
        var jobs = new ArrayList<Job>();
        for (int i = dice.nextInt(1, 7); i > 0; i--) {
            Optional<Instant> expiry = expire && dice.nextInt(6) == 0
                    ? Optional.of(Agenda.START.plusMillis(dice.nextLong(15_000)))
                    : Optional.empty();
            jobs.add(SimulatedFarm.job(i, dice, dice.nextInt(3) == 0 ? 1 : dice.nextInt(1, 400), expiry));
        }
        return jobs;
    }

    private static void forEachSeed(LongFunction<SimulatedFarm> run) {
        int crashes = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            try {
                var farm = run.apply(seed);
                crashes += farm.schedulerCrashes + farm.workerCrashes;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(crashes).as("crashes in all runs").isPositive();
    }
}
