package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Samples that are to be alone, beside others, on a simulated clock. */
class AloneTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final StepRig rig = new StepRig(new InkDevice(clock, 8, samples -> SECOND / 10 + samples * SECOND / 20));

    @Test
    void aSampleThatIsToBeAloneHasNoNeighbourInAnyStep() {
        var crowd = rig.batch("crowd", 50, 20);
        var alone = alone("check");
        rig.run();

        assertThat(rig.painted(alone)).containsExactly(0);
        assertThat(rig.painted(crowd)).hasSize(50);
        assertThat(rig.device.passes())
                .filteredOn(pass -> pass.toString().contains("check"))
                .hasSize(20)
                .allMatch(pass -> pass.size() == 1);
    }

    @Test
    void twoThatAreToBeAloneDoNotShareEither() {
        alone("one");
        alone("two");
        rig.run();

        assertThat(rig.device.passes()).hasSize(40).allMatch(pass -> pass.size() == 1);
    }

    @Test
    void aDeviceThatNeverRestsGivesThemAThirtySecondAndNoMore() {
        rig.batch("crowd", 100_000, 20);
        var check = alone("check0");
        int checks = 0;
        while (clock.get() < 4_000 * SECOND) {
            rig.step();
            if (!rig.outputs(check).isEmpty()) {
                check = alone("check" + ++checks);
            }
        }
        long nanosAlone = rig.device.passes().stream()
                        .filter(pass -> pass.toString().contains("check"))
                        .count()
                * (SECOND / 10 + SECOND / 20);

        assertThat(checks).as("they are done all the same").isGreaterThan(10);
        assertThat((double) nanosAlone / clock.get()).isBetween(0.8 / 33, 1.2 / 33);
    }

    @Test
    void whoeverComesWhileOneIsAloneHasTheNextStep() {
        alone("check");
        rig.steps(5);
        rig.interactive("now", 1, 3);
        rig.steps(3);

        assertThat(rig.device.passes().subList(5, 8))
                .extracting(InkDevice::described)
                .containsOnly("now:0");
    }

    @Test
    void singlePassesAreAloneToo() {
        var batcher = new Agenda(clock::get, (key, samples, nanos) -> {});
        var key = new BatchKey(StepRig.KEY.model());
        batcher.add(generation("crowd", key, 100), true);
        batcher.add(generation("check", key.byItself(), 1), true);

        var first = batcher.batch(((Turn.Pass) batcher.next(1).orElseThrow()).key(), 64);
        assertThat(jobs(first)).containsOnly("crowd");
        var second = batcher.batch(((Turn.Pass) batcher.next(1).orElseThrow()).key(), 1);
        assertThat(jobs(second)).containsExactly("check");
    }

    private Generation alone(String job) {
        var order = StepRig.order(job, StepRig.KEY.byItself(), 1, 20, "a vase", Priority.BATCH, OptionalLong.empty());
        return rig.add(order, () -> false);
    }

    private static Generation generation(String job, BatchKey key, int count) {
        return new Generation(new Order(job, key, 42, new SampleRange(0, count)), () -> false, () -> {});
    }

    private static List<String> jobs(Batch batch) {
        return batch.parts().stream()
                .map(part -> part.generation().order().jobId())
                .toList();
    }
}
