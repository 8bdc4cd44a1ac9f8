package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Slots, tasks and the lanes of a device on a simulated clock: a pass takes 1 to 4 ms, tasks arrive, are canceled, and hold
 * samples that cannot be painted, as a seed will have it. With every batch the promises are checked.
 */
class BatcherSimulationTest {
    private static final int SLOTS = 8;
    private static final int CAPACITY = 64;
    private static final int LONGEST_PASS_MILLIS = 4;
    private static final int MOST_LANES = 4;

    static List<Integer> seeds() {
        return IntStream.range(0, 400).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTaskEndsAsItShould(int seed) throws InterruptedException {
        new Run(seed).go();
    }

    /** One task in a slot, and what came of it. */
    private static final class Work {
        final Generation generation;
        final Set<Integer> poison = new HashSet<>();
        boolean canceled;
        int painted;
        Output end;
        boolean begun;
        int batchesBefore;

        Work(Order order) {
            this.generation = new Generation(order, () -> canceled, () -> {});
        }

        int count() {
            return generation.order().range().count();
        }

        boolean isSmall() {
            return count() <= CAPACITY / SLOTS;
        }

        boolean isOver() {
            return end != null || painted == count();
        }
    }

    /** A batch in a lane, which is through at a time. */
    private record Pass(Batch batch, long until) {}

    private static final class Run {
        private final Random random;
        private final Batcher batcher = new Batcher();
        private final List<Work> inSlots = new ArrayList<>();
        private final List<Pass> inLanes = new ArrayList<>();
        private final int lanes;
        private final int memory;
        private final boolean poisonous;
        private final BatchRunner runner;
        private long now;
        private int passes;
        private int toSubmit = 60;

        Run(int seed) {
            random = new Random(seed);
            lanes = 1 + seed % MOST_LANES;
            memory = seed % 5 == 0 ? 1 + random.nextInt(CAPACITY) : CAPACITY;
            poisonous = seed % 3 == 0;
            runner = new BatchRunner(device(), () -> now * 1_000_000, (key, samples, nanos) -> {});
        }

        void go() throws InterruptedException {
            while (toSubmit > 0 || !inSlots.isEmpty()) {
                arrive();
                cancelSome();
                fillLanes();
                if (inLanes.isEmpty()) {
                    take();
                    assertThat(inSlots)
                            .as("the device is idle only when there is nothing to do")
                            .isEmpty();
                    now++;
                    continue;
                }
                endOnePass();
                take();
            }
            assertThat(passes).isPositive();
        }

        private void fillLanes() {
            while (inLanes.size() < lanes) {
                var key = batcher.nextKey();
                if (key.isEmpty()) {
                    return;
                }
                var batch = batcher.next(
                        key.get(), runner.capacity(key.get(), (Technique.SinglePass) runner.prepare(key.get())));
                checkCut(batch);
                inLanes.add(new Pass(batch, now + 1 + random.nextInt(LONGEST_PASS_MILLIS)));
            }
        }

        private void endOnePass() {
            var first =
                    inLanes.stream().min(Comparator.comparingLong(Pass::until)).orElseThrow();
            now = Math.max(now, first.until());
            runner.run(first.batch());
            inLanes.remove(first);
            batcher.delivered(first.batch());
            passes++;
        }

        private void checkCut(Batch batch) {
            var busy = paintingsIn(inLanes.stream().map(Pass::batch));
            var cut = paintingsIn(Stream.of(batch));
            assertThat(cut).as("no lane takes nothing").isNotEmpty();
            assertThat(Collections.disjoint(cut, busy))
                    .as("no two lanes on one task")
                    .isTrue();
            for (Work work : inSlots) {
                if (cut.contains(work.generation)) {
                    work.begun = true;
                } else if (!work.begun && !work.generation.isEnded()) {
                    work.batchesBefore++;
                    if (isUndisturbed() && work.isSmall()) {
                        assertThat(work.generation.order().key())
                                .as("a small task rides in the next batch of its model")
                                .isNotEqualTo(batch.key());
                    }
                }
            }
        }

        private static List<Generation> paintingsIn(Stream<Batch> batches) {
            return batches.flatMap(batch -> batch.parts().stream())
                    .map(Part::generation)
                    .toList();
        }

        private boolean isUndisturbed() {
            return !poisonous && memory == CAPACITY;
        }

        private Device device() {
            return new Device() {
                @Override
                public Technique prepare(BatchKey key) {
                    return new Technique.SinglePass(CAPACITY);
                }

                @Override
                public PassOutput paint(Batch batch) {
                    checkPainted(batch);
                    if (batch.size() > memory) {
                        throw new OutOfMemoryError("simulated");
                    }
                    if (batch.parts().stream().anyMatch(Run.this::isPoisoned)) {
                        throw new IllegalStateException("simulated");
                    }
                    return new PassOutput(PaperDevice.SHAPE, new byte[0], new float[0]);
                }
            };
        }

        private void checkPainted(Batch batch) {
            assertThat(batch.size()).isBetween(1, CAPACITY);
            assertThat(batch.parts()).allSatisfy(part -> {
                assertThat(part.generation().order().key()).isEqualTo(batch.key());
                assertThat(part.generation().isEnded()).isFalse();
            });
        }

        private boolean isPoisoned(Part part) {
            var poison = workOf(part.generation()).poison;
            return poison.stream().anyMatch(i -> i >= part.first() && i < part.first() + part.count());
        }

        private Work workOf(Generation generation) {
            return inSlots.stream()
                    .filter(work -> work.generation == generation)
                    .findFirst()
                    .orElseThrow();
        }

        private void arrive() {
            while (toSubmit > 0 && inSlots.size() < SLOTS && random.nextInt(3) > 0) {
                toSubmit--;
                int count = random.nextBoolean() ? 1 + random.nextInt(8) : 1 + random.nextInt(600);
                var key = new BatchKey(new ModelRef("model", "" + random.nextInt(2)));
                var range = new SampleRange(random.nextInt(1000), count);
                var work = new Work(new Order("job" + toSubmit, key, random.nextLong(), range));
                if (poisonous && random.nextInt(6) == 0) {
                    work.poison.add(range.first() + random.nextInt(count));
                }
                inSlots.add(work);
                batcher.add(work.generation);
            }
        }

        private void cancelSome() {
            if (random.nextInt(25) == 0 && !inSlots.isEmpty()) {
                inSlots.get(random.nextInt(inSlots.size())).canceled = true;
            }
        }

        /** Every slot takes what there is, and lets go of what is over. */
        private void take() throws InterruptedException {
            for (Work work : List.copyOf(inSlots)) {
                for (var output = work.generation.take(Duration.ZERO);
                        output.isPresent();
                        output = work.generation.take(Duration.ZERO)) {
                    take(work, output.get());
                }
                if (work.isOver()) {
                    judge(work);
                    inSlots.remove(work);
                }
            }
        }

        private void take(Work work, Output output) {
            assertThat(work.isOver()).isFalse();
            if (output instanceof Output.Strip strip) {
                assertThat(strip.first())
                        .as("in order, each once")
                        .isEqualTo(work.generation.order().range().first() + work.painted);
                work.painted += strip.count();
            } else {
                work.end = output;
            }
        }

        private void judge(Work work) {
            if (work.end instanceof Output.Broken broken) {
                assertThat(work.poison)
                        .as("only a task with a bad sample fails")
                        .isNotEmpty();
                assertThat(broken.failure().code()).isEqualTo(FailureCode.GENERATION_FAILED);
                assertThat(broken.failure().message())
                        .contains("sample " + work.poison.iterator().next() + " of job "
                                + work.generation.order().jobId() + " ");
            } else if (work.end instanceof Output.Stopped) {
                assertThat(work.canceled).isTrue();
            } else {
                assertThat(work.poison).isEmpty();
            }
            assertThat(work.batchesBefore).as("tasks take turns").isLessThan(SLOTS);
        }
    }
}
