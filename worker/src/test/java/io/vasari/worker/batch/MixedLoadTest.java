package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A batch job of 50-step samples without end, and single interactive samples of 20 steps that come at random and want 30 %
 * of the device, on a simulated clock: continuous batching as the worker does it against static batching, in which samples
 * of equal length run together from the first step to the last, interactive ones first.
 */
class MixedLoadTest {
    private static final int LIMIT = 64;
    private static final int BATCH_STEPS = 50;
    private static final int INTERACTIVE_STEPS = 20;
    private static final long SECOND = 1_000_000_000;
    private static final long HORIZON = 6_000 * SECOND;

    /** Until then it tries sizes, up to 64. */
    private static final long LEARNED = 600 * SECOND;

    /**
     * Of static batches; 32 do 4.95 % more. Continuous batching has to learn its own: 16 too, as its climb is too short to
     * tell so little, and as somebody waits nearly all the time, 32 are hardly tried again.
     */
    private static final int BEST = 16;

    /** Latencies of interactive samples, and steps taken in all. */
    private record Result(List<Long> latencies, long steps) {
        long p99() {
            var sorted = latencies.stream().sorted().toList();
            return sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1);
        }
    }

    @Test
    void interactiveSamplesWaitAtMostHalfAsLongAndNoThroughputIsLost() {
        for (int seed = 0; seed < 5; seed++) {
            var arrivals = arrivals(seed);
            var fixed = fixedBatches(arrivals);
            var continuous = continuous(arrivals);

            assertThat(continuous.latencies())
                    .hasSizeGreaterThan((int) (0.97 * fixed.latencies().size()));
            assertThat(continuous.p99()).isLessThanOrEqualTo(fixed.p99() / 2);
            assertThat(continuous.steps()).isGreaterThanOrEqualTo(fixed.steps());
        }
    }

    static long stepNanos(int samples) {
        return SECOND / 10 + 6 * SECOND / 100 * samples;
    }

    private static List<Long> arrivals(int seed) {
        double stepsPerSecond = BEST / (stepNanos(BEST) / 1e9);
        double perSecond = 0.3 * stepsPerSecond / INTERACTIVE_STEPS;
        var random = new Random(seed);
        var arrivals = new ArrayList<Long>();
        double at = 0;
        while (at < HORIZON / 1e9) {
            at += -Math.log(1 - random.nextDouble()) / perSecond;
            arrivals.add(Math.round(at * 1e9));
        }
        return arrivals;
    }

    private static void addLatency(List<Long> latencies, long arrival, long now) {
        if (arrival >= LEARNED) {
            latencies.add(now - arrival);
        }
    }

    private static Result fixedBatches(List<Long> arrivals) {
        var coming = new ArrayDeque<>(arrivals);
        var latencies = new ArrayList<Long>();
        long now = 0;
        long steps = 0;
        while (now < HORIZON) {
            var batch = new ArrayList<Long>();
            while (batch.size() < BEST && !coming.isEmpty() && coming.peek() <= now) {
                batch.add(coming.poll());
            }
            int size = batch.isEmpty() ? BEST : batch.size();
            int length = batch.isEmpty() ? BATCH_STEPS : INTERACTIVE_STEPS;
            now += length * stepNanos(size);
            steps += (long) length * size;
            for (long arrival : batch) {
                addLatency(latencies, arrival, now);
            }
        }
        return new Result(latencies, steps);
    }

    private static Result continuous(List<Long> arrivals) {
        var coming = new ArrayDeque<>(arrivals);
        var clock = new AtomicLong();
        var rig = new StepRig(new InkDevice(clock, LIMIT, MixedLoadTest::stepNanos));
        var latencies = new ArrayList<Long>();
        Map<Generation, Long> waiting = new HashMap<>();
        var job = rig.batch("job", 100_000, BATCH_STEPS);
        while (clock.get() < HORIZON) {
            while (!coming.isEmpty() && coming.peek() <= clock.get()) {
                waiting.put(rig.interactive("now" + coming.size(), 1, INTERACTIVE_STEPS), coming.poll());
            }
            rig.step();
            for (var generation : List.copyOf(waiting.keySet())) {
                if (!rig.outputs(generation).isEmpty()) {
                    addLatency(latencies, waiting.remove(generation), clock.get());
                }
            }
        }
        assertThat(rig.outputs(job)).allSatisfy(output -> assertThat(output).isInstanceOf(Output.Strip.class));
        long steps = rig.device.passes().stream().mapToLong(List::size).sum();
        return new Result(latencies, steps);
    }
}
