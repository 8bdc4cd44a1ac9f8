package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BatchRunnerTest {
    private static final long PASS_NANOS = 1_000;
    private static final BatchKey KEY = new BatchKey(new ModelRef("gan", "1"));

    private final Batcher batcher = new Batcher();

    @Test
    void onlyTheTaskOfTheBadSampleFails() throws InterruptedException {
        var device = new PaperDevice(64).poison(117);
        var bad = add("bad", 100, 20);
        var good = add("good", 0, 20);

        run(device);

        assertThat(outputs(bad)).last().isInstanceOfSatisfying(Output.Broken.class, broken -> {
            assertThat(broken.failure().code()).isEqualTo(FailureCode.GENERATION_FAILED);
            assertThat(broken.failure().message()).contains("sample 117 of job bad", "gan@1", "seed 42", "poison");
        });
        assertThat(painted(good)).isEqualTo(20);
    }

    @Test
    void aBatchTooLargeForMemoryIsSplitAndTheCapRemembered() throws InterruptedException {
        var device = new PaperDevice(64).memory(20);
        var generation = add("a", 0, 128);

        run(device);

        assertThat(painted(generation)).isEqualTo(128);
        assertThat(device.batches()).extracting(Batch::size).startsWith(64, 32, 16, 16, 32);
        assertThat(device.batches().stream().filter(batch -> batch.size() > 20)).hasSize(3);
    }

    @Test
    void aSampleThatDoesNotFitAloneSaysSo() throws InterruptedException {
        var generation = add("a", 5, 3);

        run(new PaperDevice(64).memory(0));

        assertThat(outputs(generation)).singleElement().isInstanceOfSatisfying(Output.Broken.class, broken -> {
            assertThat(broken.failure().code()).isEqualTo(FailureCode.OUT_OF_MEMORY);
            assertThat(broken.failure().message()).contains("sample 5");
        });
    }

    @Test
    void aPassIsChargedToItsGenerationsByTheirSamples() {
        var three = add("a", 0, 3);
        var one = add("b", 0, 1);

        run(new PaperDevice(64));

        assertThat(three.deviceNanos()).isEqualTo(3 * PASS_NANOS / 4);
        assertThat(one.deviceNanos()).isEqualTo(PASS_NANOS / 4);
    }

    private void run(PaperDevice device) {
        var clock = new AtomicLong();
        var runner = new BatchRunner(device, () -> clock.getAndAdd(PASS_NANOS), (key, samples, nanos) -> {});
        while (batcher.nextKey().isPresent()) {
            var batch = batcher.next(KEY, runner.capacity(KEY, (Technique.SinglePass) runner.prepare(KEY)));
            runner.run(batch);
            batcher.delivered(batch);
        }
    }

    private Generation add(String job, int first, int count) {
        var generation = new Generation(new Order(job, KEY, 42, new SampleRange(first, count)), () -> false, () -> {});
        batcher.add(generation);
        return generation;
    }

    private static int painted(Generation generation) throws InterruptedException {
        return outputs(generation).stream()
                .mapToInt(output -> ((Output.Strip) output).count())
                .sum();
    }

    private static List<Output> outputs(Generation generation) throws InterruptedException {
        var outputs = new ArrayList<Output>();
        for (var next = generation.take(Duration.ZERO); next.isPresent(); next = generation.take(Duration.ZERO)) {
            outputs.add(next.get());
        }
        return outputs;
    }
}
