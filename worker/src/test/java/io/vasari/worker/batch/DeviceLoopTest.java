package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DeviceLoopTest {
    private static final BatchKey GAN = new BatchKey(new ModelRef("gan", "1"));
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int LANES = 3;

    private final PaperDevice device = new PaperDevice(64);
    private final AtomicInteger warmUps = new AtomicInteger();

    @Test
    void lanesPaintAtTheSameTime() throws Exception {
        var together = new CyclicBarrier(2);
        device.beforeBatch(batch -> meet(together));
        try (var loop = loop(2, () -> {}).start()) {
            var a = submit(loop, 0, 64);
            var b = submit(loop, 0, 64);

            assertThat(a.take(SOON)).isPresent();
            assertThat(b.take(SOON)).isPresent();
        }
    }

    @Test
    void everyTaskGetsItsSamplesInOrderFromOneLaneAtATime() throws Exception {
        Set<Generation> inPasses = ConcurrentHashMap.newKeySet();
        var shared = new AtomicInteger();
        device.beforeBatch(batch -> {
            for (Part part : batch.parts()) {
                if (!inPasses.add(part.generation())) {
                    shared.incrementAndGet();
                }
            }
            Thread.yield();
            batch.parts().forEach(part -> inPasses.remove(part.generation()));
        });
        var slots = Executors.newFixedThreadPool(8);
        try (var loop = loop(LANES, warmUps::incrementAndGet).start()) {
            List<Future<Integer>> tasks = IntStream.range(0, 400)
                    .mapToObj(i -> slots.submit(() -> takeAll(submit(loop, i, 1 + i * 7 % 900))))
                    .toList();
            for (int i = 0; i < tasks.size(); i++) {
                assertThat(tasks.get(i).get()).isEqualTo(1 + i * 7 % 900);
            }
        } finally {
            slots.shutdownNow();
        }
        assertThat(shared).hasValue(0);
        assertThat(warmUps).hasValue(1);
    }

    @Test
    void noLaneBeginsBeforeTheWarmUpIsOver() throws Exception {
        var ordered = new CountDownLatch(1);
        var early = new AtomicInteger();
        device.beforeBatch(batch -> early.addAndGet(1 - warmUps.get()));
        Runnable warmUp = () -> {
            meet(ordered);
            warmUps.incrementAndGet();
        };
        try (var loop = loop(LANES, warmUp).start()) {
            var generations =
                    IntStream.range(0, 20).mapToObj(i -> submit(loop, i, 64)).toList();
            ordered.countDown();
            for (var generation : generations) {
                assertThat(takeAll(generation)).isEqualTo(64);
            }
        }
        assertThat(early).hasValue(0);
        assertThat(warmUps).hasValue(1);
    }

    @Test
    void theLoopIsDeadAsSoonAsOneLaneIs() throws Exception {
        var asked = new AtomicInteger();
        try (var loop = loop(LANES, () -> {}).start()) {
            assertThat(loop.isAlive()).isTrue();

            var generation = loop.submit(new Order("job", GAN, 42, new SampleRange(0, 1)), () -> {
                if (asked.getAndIncrement() == 0) {
                    throw new IllegalStateException("simulated");
                }
                return false;
            });
            loop.submit(new Order("next", GAN, 42, new SampleRange(0, 1)), () -> false);

            assertThat(takeAll(generation)).isEqualTo(1);
            await().atMost(SOON).until(() -> !loop.isAlive());
        }
    }

    @Test
    void stepsGoOnWhileAnotherModelLoads() throws Exception {
        var ink = new InkDevice(new AtomicLong(), 8, samples -> 1);
        var begun = new CountDownLatch(1);
        var stepsMeanwhile = new CountDownLatch(20);
        var submitted = new CountDownLatch(1);
        ink.beforePass(pass -> {
            int done = ink.passes().size();
            if (done > 0) {
                meet(submitted);
            }
            // By now the lane has had its turn to ask for the load; the steps that are left are taken beside it.
            if (done > 100) {
                meet(begun);
                stepsMeanwhile.countDown();
            }
        });
        var slow = StepRig.key("slow", 32);
        Set<BatchKey> loaded = ConcurrentHashMap.newKeySet();
        var device = new Device() {
            @Override
            public boolean isReady(BatchKey key) {
                return loaded.contains(key);
            }

            @Override
            public Technique prepare(BatchKey key) {
                if (key.equals(slow) && !loaded.contains(key)) {
                    begun.countDown();
                    meet(stepsMeanwhile);
                }
                loaded.add(key);
                return ink.technique();
            }

            @Override
            public PassOutput paint(Batch batch) {
                throw new AssertionError();
            }
        };
        try (var loop = new DeviceLoop(device, 1, () -> {}, System::nanoTime, (key, samples, nanos) -> {}).start()) {
            var running = loop.submit(ordered("running", StepRig.KEY, 500), () -> false);
            await().atMost(SOON).until(() -> !ink.passes().isEmpty());
            var waiting = loop.submit(ordered("waiting", slow, 2), () -> false);
            submitted.countDown();

            assertThat(waiting.take(SOON))
                    .hasValueSatisfying(output -> assertThat(output).isInstanceOf(Output.Strip.class));
            running.abandon();
        }
        assertThat(ink.open()).as("samples after the end").isEmpty();
    }

    @Test
    void anOrderWakesEveryLaneThatItHasSamplesFor() throws Exception {
        var together = new CyclicBarrier(2);
        var ink = new InkDevice(new AtomicLong(), 8, samples -> 1);
        try (var loop = new DeviceLoop(ink, 2, () -> {}, System::nanoTime, (key, samples, nanos) -> {}).start()) {
            var first = loop.submit(ordered("first", StepRig.KEY, 1), () -> false);
            assertThat(first.take(SOON)).isPresent();
            ink.beforePass(pass -> meet(together));

            var both = loop.submit(StepRig.order("both", 2, 4, Priority.BATCH, OptionalLong.empty()), () -> false);

            assertThat(both.take(SOON)).containsInstanceOf(Output.Strip.class);
            assertThat(both.take(SOON)).containsInstanceOf(Output.Strip.class);
        }
    }

    @Test
    void aModelThatDoesNotLoadFailsAllWhoWaitForItOnce() throws Exception {
        var tries = new AtomicInteger();
        var device = new Device() {
            @Override
            public boolean isReady(BatchKey key) {
                return false;
            }

            @Override
            public Technique prepare(BatchKey key) {
                tries.incrementAndGet();
                throw new IllegalStateException("torn");
            }

            @Override
            public PassOutput paint(Batch batch) {
                throw new AssertionError();
            }
        };
        try (var loop = new DeviceLoop(device, 2, () -> {}, System::nanoTime, (key, samples, nanos) -> {})) {
            var a = loop.submit(ordered("a", StepRig.KEY, 5), () -> false);
            var b = loop.submit(ordered("b", StepRig.KEY, 5), () -> false);
            loop.start();

            for (var generation : List.of(a, b)) {
                assertThat(generation.take(SOON).orElseThrow()).isInstanceOfSatisfying(Output.Broken.class, broken -> {
                    assertThat(broken.failure().code()).isEqualTo(FailureCode.MODEL_UNLOADABLE);
                    assertThat(broken.failure().message()).contains("torn");
                });
            }
            assertThat(tries).hasValue(1);
            assertThat(loop.isAlive()).isTrue();
        }
    }

    private static Order ordered(String job, BatchKey key, int steps) {
        return StepRig.order(job, key, 1, steps, "a vase", Priority.BATCH, OptionalLong.empty());
    }

    private DeviceLoop loop(int lanes, Runnable beforeWork) {
        return new DeviceLoop(device, lanes, beforeWork, System::nanoTime, (key, samples, nanos) -> {});
    }

    private static Generation submit(DeviceLoop loop, int first, int count) {
        return loop.submit(new Order("job" + first, GAN, 42, new SampleRange(first, count)), () -> false);
    }

    private static int takeAll(Generation generation) throws InterruptedException {
        var range = generation.order().range();
        int next = range.first();
        while (next < range.end()) {
            var strip = (Output.Strip) generation.take(SOON).orElseThrow();
            assertThat(strip.first()).isEqualTo(next);
            assertThat(strip.painted().pixels()[strip.row() * PaperDevice.SHAPE.sizeBytes()])
                    .isEqualTo(PaperDevice.pixel(42, next));
            next += strip.count();
        }
        return next - range.first();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void meet(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS))
                    .as("not waited in vain")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
