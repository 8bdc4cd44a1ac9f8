package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tasks of two stepwise models in up to three lanes, on a simulated clock: they arrive, are canceled, run out of time, ask
 * for previews, and hold samples that cannot be painted, as a seed will have it. The promises are checked at every step.
 */
class StepSimulationTest {
    private static final int SLOTS = 8;
    private static final int CAPACITY = 16;
    private static final long SECOND = 1_000_000_000;

    static List<Integer> seeds() {
        return IntStream.range(0, 300).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTaskEndsAsItShould(int seed) {
        new Run(seed).go();
    }

    /** One task in a slot, and what came of it. */
    private static final class Work {
        final Generation generation;
        final boolean poisoned;
        boolean canceled;
        int painted;
        Output end;
        int stepsWithout;

        Work(Order order, boolean poisoned) {
            this.generation = new Generation(order, () -> canceled, () -> {});
            this.poisoned = poisoned;
        }

        boolean isOver() {
            return end != null || painted == generation.order().range().count();
        }
    }

    private record Lane(StepBatch stepBatch, long until) {}

    private static final class Run {
        private final Random random;
        private final AtomicLong clock = new AtomicLong();
        private final Agenda agenda;
        private final StepRunner runner;
        private final List<Work> inSlots = new ArrayList<>();
        private final List<Lane> inLanes = new ArrayList<>();
        private final Set<PartialSample> stepping = new HashSet<>();
        private final InkDevice device;
        private final List<BatchKey> keys = List.of(StepRig.key("vases", 32), StepRig.key("jars", 32));
        private final int lanes;
        private final boolean poisonous;
        private int toSubmit = 40;

        Run(int seed) {
            random = new Random(seed);
            lanes = 1 + seed % 3;
            poisonous = seed % 4 == 0;
            // Time goes on when a lane is through, not in the pass.
            device = new InkDevice(clock, CAPACITY, samples -> 0);
            if (poisonous) {
                device.poison(2, 3);
            }
            if (seed % 5 == 0) {
                device.memory(1 + random.nextInt(CAPACITY));
            }
            BatchObserver observer = (key, samples, nanos) -> {};
            agenda = new Agenda(clock::get, observer);
            runner = new StepRunner(clock::get, observer);
            keys.forEach(key -> agenda.learn(key, device.technique()));
        }

        void go() {
            while (toSubmit > 0 || !inSlots.isEmpty()) {
                arrive();
                disturb();
                fillLanes();
                if (inLanes.isEmpty()) {
                    take();
                    assertThat(inSlots)
                            .as("the device is idle only when there is nothing to do")
                            .isEmpty();
                    clock.addAndGet(SECOND / 10);
                    continue;
                }
                endOneStep();
                take();
            }
            while (!inLanes.isEmpty()) {
                endOneStep();
            }
            assertThat(device.open()).as("samples that nobody closed").isEmpty();
        }

        private void fillLanes() {
            while (inLanes.size() < lanes) {
                var turn = agenda.next(lanes - inLanes.size());
                agenda.takeDiscarded().forEach(PartialSample::close);
                if (turn.isEmpty()) {
                    return;
                }
                var stepBatch = ((Turn.Step) turn.get()).stepBatch();
                checkSitting(stepBatch);
                long nanos = SECOND / 10 + SECOND / 20 * stepBatch.samples().size();
                inLanes.add(new Lane(stepBatch, clock.get() + nanos));
            }
        }

        private void checkSitting(StepBatch stepBatch) {
            assertThat(stepBatch.samples()).hasSizeBetween(1, Math.min(CAPACITY, stepBatch.seats()));
            var seated = new HashSet<Generation>();
            for (Sample sample : stepBatch.samples()) {
                seated.add(sample.generation());
                assertThat(sample.generation().order().key()).isEqualTo(stepBatch.key());
                assertThat(sample.generation().isEnded()).isFalse();
                sample.partial().ifPresent(partial -> assertThat(stepping.add(partial))
                        .as("no two lanes on one sample")
                        .isTrue());
            }
            for (Work work : inSlots) {
                boolean elsewhere = inLanes.stream()
                        .flatMap(lane -> lane.stepBatch().samples().stream())
                        .anyMatch(sample -> sample.generation() == work.generation);
                if (seated.contains(work.generation) || elsewhere || work.generation.isEnded()) {
                    work.stepsWithout = 0;
                } else {
                    work.stepsWithout++;
                    assertThat(work.stepsWithout)
                            .as("steps without a sample of a task")
                            .isLessThan(2 * Agenda.WEIGHT_OF_URGENT * (Seating.PATIENCE + SLOTS));
                }
            }
        }

        private void endOneStep() {
            var first =
                    inLanes.stream().min(Comparator.comparingLong(Lane::until)).orElseThrow();
            long taken = Math.max(0, first.until() - clock.get());
            clock.addAndGet(taken);
            runner.run(first.stepBatch());
            inLanes.remove(first);
            first.stepBatch().samples().forEach(sample -> sample.partial().ifPresent(stepping::remove));
            agenda.returned(first.stepBatch(), taken);
            agenda.takeDiscarded().forEach(PartialSample::close);
        }

        private void arrive() {
            while (toSubmit > 0 && inSlots.size() < SLOTS && random.nextInt(3) == 0) {
                toSubmit--;
                boolean interactive = random.nextInt(3) == 0;
                int count = interactive ? 1 + random.nextInt(3) : 1 + random.nextInt(20);
                var deadline = random.nextInt(6) == 0
                        ? OptionalLong.of(clock.get() + random.nextInt(30) * SECOND)
                        : OptionalLong.empty();
                var order = StepRig.order(
                        "job" + toSubmit,
                        keys.get(random.nextInt(2)),
                        count,
                        1 + random.nextInt(30),
                        "a vase",
                        interactive ? Priority.INTERACTIVE : Priority.BATCH,
                        deadline);
                var work = new Work(order, poisonous && count > 2);
                inSlots.add(work);
                agenda.add(work.generation, true);
            }
        }

        private void disturb() {
            if (inSlots.isEmpty()) {
                return;
            }
            var one = inSlots.get(random.nextInt(inSlots.size()));
            switch (random.nextInt(60)) {
                case 0 -> one.canceled = true;
                case 1 -> one.generation.requestPreview();
                default -> {}
            }
        }

        private void take() {
            for (Work work : List.copyOf(inSlots)) {
                StepRig.take(work.generation).forEach(output -> take(work, output));
                if (work.isOver()) {
                    judge(work);
                    work.generation.abandon();
                    inSlots.remove(work);
                }
            }
        }

        private void take(Work work, Output output) {
            assertThat(work.isOver()).isFalse();
            if (output instanceof Output.Strip strip) {
                var order = work.generation.order();
                int steps = order.conditioning().orElseThrow().text().sampling().steps();
                assertThat(strip.first()).as("in order, each once").isEqualTo(work.painted);
                assertThat(InkDevice.pixels(strip))
                        .as("every step once")
                        .containsExactly((byte) order.seed(), (byte) strip.first(), (byte) steps);
                work.painted += strip.count();
            } else {
                work.end = output;
            }
        }

        private void judge(Work work) {
            if (work.end instanceof Output.Broken broken) {
                var code = broken.failure().code();
                if (code == FailureCode.TASK_DEADLINE_EXCEEDED) {
                    long deadline = work.generation.order().deadlineNanos().orElseThrow();
                    assertThat(clock.get()).isGreaterThanOrEqualTo(deadline);
                } else {
                    assertThat(code).isEqualTo(FailureCode.GENERATION_FAILED);
                    assertThat(work.poisoned)
                            .as("only a task with a bad sample fails")
                            .isTrue();
                    assertThat(broken.failure().message()).contains("sample 2 of job");
                }
            } else if (work.end instanceof Output.Stopped) {
                assertThat(work.canceled).isTrue();
            } else if (work.generation
                            .order()
                            .conditioning()
                            .orElseThrow()
                            .text()
                            .sampling()
                            .steps()
                    >= 3) {
                assertThat(work.poisoned).isFalse();
            }
        }
    }
}
