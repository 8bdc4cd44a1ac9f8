package io.vasari.worker.batch;

import static io.vasari.worker.batch.StepRig.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Priority;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepRunnerTest {
    private final InkDevice device = new InkDevice(new AtomicLong(), 8, samples -> 1_000_000);

    @Test
    void onlyTheTaskOfTheBadSampleFails() {
        var rig = new StepRig(device.poison(77, 3));
        var good = rig.batch("good", 20, 5);
        var bad = rig.batch("bad", 78, 5);
        rig.run();

        assertThat(rig.painted(good)).isEqualTo(IntStream.range(0, 20).boxed().toList());
        assertThat(device.passes())
                .as("those beside it took every step once")
                .flatExtracting(pass -> pass)
                .filteredOn(ink -> ink.order.jobId().equals("good"))
                .hasSize(20 * 5);
        assertThat(device.open()).isEmpty();
    }

    @Test
    void aBadSampleIsNamed() {
        var rig = new StepRig(device.poison(3, 4));
        var bad = rig.batch("bad", 5, 5);

        rig.run();

        assertThat(rig.outputs(bad)).last().isInstanceOfSatisfying(Output.Broken.class, broken -> {
            assertThat(broken.failure().code()).isEqualTo(FailureCode.GENERATION_FAILED);
            assertThat(broken.failure().message()).contains("sample 3 of job bad (vases@1, seed 42)", "poison");
        });
    }

    @Test
    void whatDoesNotFitIntoMemoryIsSplitAndNotTriedAgain() {
        var rig = new StepRig(device.memory(3));
        var a = rig.batch("a", 40, 20);
        rig.run();

        assertThat(rig.painted(a)).hasSize(40);

        assertThat(device.passes()).allSatisfy(pass -> assertThat(pass.size()).isLessThanOrEqualTo(2));
        assertThat(device.open()).isEmpty();
    }

    @Test
    void aSampleThatDoesNotFitAloneSaysSo() {
        var rig = new StepRig(device.memory(0));
        var a = rig.batch("a", 1, 5);

        rig.run();

        assertThat(rig.outputs(a)).singleElement().isInstanceOfSatisfying(Output.Broken.class, broken -> assertThat(
                        broken.failure().code())
                .isEqualTo(FailureCode.OUT_OF_MEMORY));
    }

    @Test
    void whatCannotBeBegunFailsWithTheModelsWords() {
        var rig = new StepRig(device);
        var bad = rig.add(
                order("bad", StepRig.KEY, 2, 5, "impossible", Priority.BATCH, OptionalLong.empty()), () -> false);
        var good = rig.batch("good", 2, 5);

        rig.run();

        assertThat(rig.outputs(bad)).singleElement().isInstanceOfSatisfying(Output.Broken.class, broken -> assertThat(
                        broken.failure().message())
                .isEqualTo("not to be painted"));
        assertThat(rig.painted(good)).containsExactly(0, 1);
        assertThat(device.open()).isEmpty();
    }

    @Test
    void aPassIsChargedToItsTasksBySample() {
        var rig = new StepRig(device);
        rig.batch("before", 8, 20);
        rig.run();
        var three = rig.batch("a", 3, 1);
        var one = rig.batch("b", 1, 1);

        rig.step();

        assertThat(three.deviceNanos()).isEqualTo(750_000);
        assertThat(one.deviceNanos()).isEqualTo(250_000);
    }

    @Test
    void theObserverHearsOfStepsPicturesAndWhatIsOnItsWay() {
        var said = new ArrayList<String>();
        var rig = new StepRig(device, new BatchObserver() {
            @Override
            public void painted(BatchKey key, int samples, long nanos) {}

            @Override
            public void stepped(BatchKey key, int samples, int seats, long nanos) {
                said.add(samples + "/" + seats + " in " + nanos);
            }

            @Override
            public void finished(BatchKey key, int samples) {
                said.add("finished " + samples);
            }

            @Override
            public void inFlight(BatchKey key, int samples) {
                said.add("in flight " + samples);
            }
        });
        rig.batch("a", 1, 2);

        rig.run();

        assertThat(said)
                .containsSubsequence("in flight 1", "1/1 in 1000000", "1/1 in 1000000", "finished 1", "in flight 0");
    }
}
