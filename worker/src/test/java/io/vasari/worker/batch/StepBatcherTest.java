package io.vasari.worker.batch;

import static io.vasari.worker.batch.StepRig.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.FailureCode;
import io.vasari.contracts.Priority;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepBatcherTest {
    private static final long STEP = 1_000_000;

    private final InkDevice device = new InkDevice(new AtomicLong(), 4, samples -> STEP);
    private final StepRig rig = new StepRig(device);

    @Test
    void samplesJoinBetweenTwoStepsAndLeaveWhenTheyAreDone() {
        grown();
        rig.batch("a", 2, 5);
        rig.steps(2);
        rig.batch("b", 1, 2);
        rig.step();
        assertThat(rig.lastPass()).isEqualTo("a:0 a:1 b:0");
        rig.steps(2);
        assertThat(rig.lastPass()).isEqualTo("a:0 a:1");
    }

    @Test
    void everySampleTakesItsOwnNumberOfSteps() {
        var a = rig.batch("a", 7, 50);
        var b = rig.interactive("b", 3, 20);

        rig.run();

        assertThat(rig.outputs(a)).allSatisfy(output -> assertThat(InkDevice.pixels((Output.Strip) output)[2])
                .isEqualTo((byte) 50));
        assertThat(rig.outputs(b)).allSatisfy(output -> assertThat(InkDevice.pixels((Output.Strip) output)[2])
                .isEqualTo((byte) 20));
        assertThat(device.open()).isEmpty();
    }

    @Test
    void anInteractiveSampleIsInTheVeryNextStepAndWhoBeganLastWaits() {
        grown();
        rig.batch("job", 20, 50);
        rig.steps(3);
        assertThat(rig.lastPass()).isEqualTo("job:0 job:1 job:2 job:3");

        rig.interactive("now", 1, 2);

        rig.step();
        assertThat(rig.lastPass()).isEqualTo("now:0 job:0 job:1 job:2");
        rig.step();
        rig.step();
        assertThat(rig.lastPass()).as("the one that waited goes on").isEqualTo("job:0 job:1 job:2 job:3");
    }

    @Test
    void theSamplesOfATaskComeOutInOrder() {
        var a = rig.batch("a", 23, 7);
        rig.steps(5);
        rig.interactive("now", 2, 3);
        rig.run();

        assertThat(rig.painted(a)).isEqualTo(IntStream.range(0, 23).boxed().toList());
    }

    @Test
    void samplesThatDoNotFillTheFreeLanesAreDividedBetweenThem() {
        grown();
        rig.batch("a", 3, 10);

        var first = stepBatch(2);
        var second = stepBatch(1);

        assertThat(first.samples()).hasSize(2);
        assertThat(second.samples()).hasSize(1);
    }

    @Test
    void aLaneAloneTakesAllThatFits() {
        grown();
        rig.batch("a", 3, 10);

        assertThat(stepBatch(1).samples()).hasSize(3);
    }

    @Test
    void tasksShareTheSeatsThatAreLeftEqually() {
        grown();
        rig.batch("a", 20, 10);
        rig.batch("b", 20, 10);
        rig.steps(1);

        assertThat(rig.lastPass()).isEqualTo("a:0 b:0 a:1 b:1");
    }

    @Test
    void aBatchTaskIsNotStarvedByInteractiveOnes() {
        grown();
        var poor = rig.batch("poor", 1, 5);
        for (int i = 0; i < 7; i++) {
            rig.interactive("rich" + i, 100, 25);
        }
        int steps = 0;
        while (rig.painted(poor).isEmpty()) {
            rig.step();
            steps++;
        }

        assertThat(steps).isLessThanOrEqualTo(5 * (Seating.PATIENCE + 8));
    }

    @Test
    void aTaskThatWouldMissItsDeadlineComesBeforeOthersOfItsKind() {
        grown();
        rig.batch("early", 20, 50);
        rig.steps(2);
        var order = order("pressed", 1, 20, Priority.BATCH, deadlineIn(30 * STEP));
        var pressed = rig.add(order, () -> false);

        rig.step();

        assertThat(rig.lastPass()).startsWith("pressed:0 early:0");
        rig.steps(19);
        assertThat(rig.painted(pressed)).containsExactly(0);
    }

    @Test
    void noStepIsTakenAfterTheDeadline() {
        grown();
        var late = rig.add(order("late", 2, 50, Priority.BATCH, deadlineIn(10 * STEP)), () -> false);
        var other = rig.batch("other", 1, 60);

        rig.run();

        assertThat(rig.outputs(late)).singleElement().isInstanceOfSatisfying(Output.Broken.class, broken -> {
            assertThat(broken.failure().code()).isEqualTo(FailureCode.TASK_DEADLINE_EXCEEDED);
            assertThat(broken.failure().message()).contains("0 of its 2 samples and 20 of 100 steps");
        });
        assertThat(rig.painted(other)).containsExactly(0);
        assertThat(device.open()).isEmpty();
    }

    @Test
    void aCanceledTaskLeavesBeforeTheNextStepAndFreesWhatItHolds() {
        grown();
        var canceled = new AtomicBoolean();
        var a = rig.add(order("a", 3, 50, Priority.BATCH, OptionalLong.empty()), canceled::get);
        rig.batch("b", 1, 50);
        rig.steps(2);

        canceled.set(true);
        rig.step();

        assertThat(rig.lastPass()).isEqualTo("b:0");
        assertThat(rig.outputs(a)).containsExactly(new Output.Stopped());
        assertThat(device.open()).hasSize(1);
    }

    @Test
    void whatNobodyTakesAnyMoreIsDropped() {
        grown();
        var a = rig.batch("a", 3, 50);
        rig.steps(2);
        a.abandon();

        assertThat(rig.step()).isFalse();
        assertThat(device.open()).isEmpty();
    }

    @Test
    void aTaskThatNobodyTakesFromBeginsNoFurtherSample() {
        grown();
        var slow = rig.batch("slow", 500, 1);
        while (rig.stepUntaken()) {}
        int ahead = StepRig.take(slow).size();

        assertThat(ahead).isBetween(Generation.MAX_AHEAD, Generation.MAX_AHEAD + 4);
        assertThat(rig.step()).as("there is room again").isTrue();
    }

    @Test
    void shapesAndModelsNeverShareAStepAndTakeTurns() {
        var small = StepRig.key("vases", 16);
        rig.batch("a", 4, 10);
        rig.add(order("b", small, 4, 10, "a vase", Priority.BATCH, OptionalLong.empty()), () -> false);
        rig.steps(20);

        assertThat(device.passes()).allSatisfy(pass -> assertThat(
                        pass.stream().map(ink -> ink.order.key()).distinct())
                .hasSize(1));
        assertThat(device.passes().subList(0, 20))
                .filteredOn(pass -> pass.get(0).order.key().equals(small))
                .hasSizeBetween(9, 11);
    }

    @Test
    void progressCountsTheStepsOfAllSamples() {
        grown();
        var a = rig.batch("a", 6, 10);
        assertThat(a.progress()).isEqualTo(Progress.NONE);
        rig.steps(3);
        assertThat(a.progress()).isEqualTo(new Progress(0, 12, 60));
        rig.steps(8);
        assertThat(a.progress()).isEqualTo(new Progress(4, 42, 60));
    }

    @Test
    void aGlimpseIsMadeOnceWhenItIsAskedFor() {
        grown();
        var a = rig.batch("a", 2, 10);
        rig.steps(3);
        assertThat(a.takePreview()).isEmpty();

        a.requestPreview();
        rig.steps(2);

        assertThat(a.takePreview()).hasValueSatisfying(preview -> {
            assertThat(List.of(preview.index(), preview.stepsDone(), preview.steps()))
                    .containsExactly(0, 4, 10);
            assertThat(preview.picture().pixels()).containsExactly(42, 0, 4);
        });
        rig.step();
        assertThat(a.takePreview()).isEmpty();
    }

    /** Lets the cap grow to four. */
    /** It has found its size and checked it, and rests. */
    private void grown() {
        rig.batch("before", 24, 20);
        rig.run();
        device.passes().clear();
    }

    private OptionalLong deadlineIn(long nanos) {
        return OptionalLong.of(rig.clock.get() + nanos);
    }

    private StepBatch stepBatch(int freeLanes) {
        return ((Turn.Step) rig.agenda.next(freeLanes).orElseThrow()).stepBatch();
    }
}
