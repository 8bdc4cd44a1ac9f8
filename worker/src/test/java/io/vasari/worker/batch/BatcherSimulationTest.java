package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Slots, tasks and a device on a simulated clock: a pass takes 2 ms, tasks arrive, are canceled, and hold samples that
 * cannot be painted, as a seed will have it. After every pass the promises are checked.
 */
class BatcherSimulationTest {
    private static final int SLOTS = 8;
    private static final int CAPACITY = 64;
    private static final int PASS_MILLIS = 2;

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
        final Painting painting;
        final long submittedAt;
        final Set<Integer> poison = new HashSet<>();
        boolean canceled;
        int painted;
        Output end;
        int passesWaited;

        Work(Order order, long now) {
            this.painting = new Painting(order, () -> canceled, () -> {});
            this.submittedAt = now;
        }

        int count() {
            return painting.order().range().count();
        }

        boolean isOver() {
            return end != null || painted == count();
        }
    }

    private static final class Run {
        private final Random random;
        private final Mixer mixer = new Mixer();
        private final List<Work> inSlots = new ArrayList<>();
        private final int memory;
        private final boolean poisonous;
        private final Easel easel;
        private long now;
        private int passes;
        private int toSubmit = 60;

        Run(int seed) {
            random = new Random(seed);
            memory = seed % 5 == 0 ? 1 + random.nextInt(CAPACITY) : CAPACITY;
            poisonous = seed % 3 == 0;
            easel = new Easel(device(), () -> now * 1_000_000, (key, samples, nanos) -> {});
        }

        void go() throws InterruptedException {
            while (toSubmit > 0 || !inSlots.isEmpty()) {
                arrive();
                cancelSome();
                var key = mixer.nextKey();
                if (key.isEmpty()) {
                    take();
                    assertThat(inSlots)
                            .as("the device is idle only when there is nothing to do")
                            .isEmpty();
                    now++;
                    continue;
                }
                easel.run(mixer.next(key.get(), easel.capacity(key.get())));
                passes++;
                take();
            }
            assertThat(passes).isPositive();
        }

        private Device device() {
            return new Device() {
                @Override
                public int prepare(BatchKey key) {
                    return CAPACITY;
                }

                @Override
                public Painted paint(Batch batch) {
                    now += PASS_MILLIS;
                    check(batch);
                    if (batch.size() > memory) {
                        throw new OutOfMemoryError("simulated");
                    }
                    if (batch.parts().stream().anyMatch(Run.this::isPoisoned)) {
                        throw new IllegalStateException("simulated");
                    }
                    return new Painted(PaperDevice.SHAPE, new byte[0], new float[0]);
                }
            };
        }

        private void check(Batch batch) {
            assertThat(batch.size()).isBetween(1, CAPACITY);
            assertThat(batch.parts()).allSatisfy(part -> {
                assertThat(part.painting().order().key()).isEqualTo(batch.key());
                assertThat(part.painting().isEnded()).isFalse();
            });
        }

        private boolean isPoisoned(Part part) {
            var poison = workOf(part.painting()).poison;
            return poison.stream().anyMatch(i -> i >= part.first() && i < part.first() + part.count());
        }

        private Work workOf(Painting painting) {
            return inSlots.stream()
                    .filter(work -> work.painting == painting)
                    .findFirst()
                    .orElseThrow();
        }

        private void arrive() {
            while (toSubmit > 0 && inSlots.size() < SLOTS && random.nextInt(3) > 0) {
                toSubmit--;
                int count = random.nextBoolean() ? 1 + random.nextInt(8) : 1 + random.nextInt(600);
                var key = new BatchKey(new ModelRef("model", "" + random.nextInt(2)));
                var range = new SampleRange(random.nextInt(1000), count);
                var work = new Work(new Order("job" + toSubmit, key, random.nextLong(), range), now);
                if (poisonous && random.nextInt(6) == 0) {
                    work.poison.add(range.first() + random.nextInt(count));
                }
                inSlots.add(work);
                mixer.add(work.painting);
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
                work.passesWaited++;
                for (var output = work.painting.take(Duration.ZERO);
                        output.isPresent();
                        output = work.painting.take(Duration.ZERO)) {
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
                        .isEqualTo(work.painting.order().range().first() + work.painted);
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
                                + work.painting.order().jobId() + " ");
            } else if (work.end instanceof Output.Stopped) {
                assertThat(work.canceled).isTrue();
            } else {
                assertThat(work.poison).isEmpty();
            }
            boolean undisturbed = !poisonous && memory == CAPACITY;
            if (undisturbed && work.count() <= CAPACITY / SLOTS) {
                assertThat(work.passesWaited)
                        .as("a small task rides in the next pass of its model, and models take turns")
                        .isLessThanOrEqualTo(SLOTS);
            }
        }
    }
}
