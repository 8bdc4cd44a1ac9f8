package io.vasari.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private static final BatchKey GAN = new BatchKey(new ModelRef("gan", "1"));
    private static final BatchKey VASE = new BatchKey(new ModelRef("vase", "1"));

    private final Batcher batcher = new Batcher();

    @Test
    void aLoneSmallTaskIsABatchOfItsOwn() {
        add("a", GAN, 1);

        assertThat(batcher.nextKey()).contains(GAN);
        assertThat(described(batcher.next(GAN, 64))).isEqualTo("a:0+1");
        assertThat(batcher.nextKey()).isEmpty();
    }

    @Test
    void aSmallTaskRidesWithALargeOneThatCameFirst() {
        add("large", GAN, 1000);
        add("small", GAN, 3);

        assertThat(described(batcher.next(GAN, 64))).isEqualTo("large:0+61 small:0+3");
    }

    @Test
    void largeTasksTakeTurnsWithWholeBatches() {
        add("a", GAN, 200);
        add("b", GAN, 200);

        assertThat(described(passed(GAN, 64))).isEqualTo("a:0+64");
        assertThat(described(passed(GAN, 64))).isEqualTo("b:0+64");
        assertThat(described(passed(GAN, 64))).isEqualTo("a:64+64");
    }

    @Test
    void aTaskInAPassIsOutOfTurnUntilThatIsDelivered() {
        add("a", GAN, 200);

        var batch = batcher.next(GAN, 64);
        assertThat(batcher.nextKey()).isEmpty();
        assertThat(batcher.next(GAN, 64).parts()).isEmpty();

        batcher.delivered(batch);
        assertThat(described(batcher.next(GAN, 64))).isEqualTo("a:64+64");
    }

    @Test
    void lanesGetFullPassesOfDifferentTasks() {
        for (int i = 0; i < 8; i++) {
            add("job" + i, GAN, 25);
        }

        assertThat(described(batcher.next(GAN, 64))).isEqualTo("job0:0+25 job1:0+25 job2:0+14");
        assertThat(described(batcher.next(GAN, 64))).isEqualTo("job3:0+25 job4:0+25 job5:0+14");
    }

    @Test
    void aTaskWhoseModelBrokeInAPassIsFoundWhenItIsBack() {
        add("a", GAN, 200);
        var batch = batcher.next(GAN, 64);

        assertThat(batcher.remove(GAN)).isEmpty();
        batcher.delivered(batch);

        assertThat(batcher.remove(GAN)).hasSize(1);
        assertThat(batcher.nextKey()).isEmpty();
    }

    @Test
    void tasksOfOneModelShareABatchWhateverTheirJob() {
        for (int i = 0; i < 6; i++) {
            add("job" + i, GAN, 10);
        }

        assertThat(batcher.next(GAN, 64).size()).isEqualTo(60);
    }

    @Test
    void manyTinyTasksDoNotStarveALargeOne() {
        add("large", GAN, 1000);
        for (int i = 0; i < 200; i++) {
            add("tiny" + i, GAN, 1);
        }
        int large = 0;
        for (int i = 0; i < 6; i++) {
            var batch = passed(GAN, 64);
            large += batch.parts().stream()
                    .filter(part -> part.generation().order().jobId().equals("large"))
                    .mapToInt(Part::count)
                    .sum();
        }

        assertThat(large).isPositive();
    }

    @Test
    void anInteractiveTaskHasAllThatTheFrontMustNotHave() {
        for (int i = 0; i < 7; i++) {
            add("batch" + i, GAN, 1000);
        }
        batcher.add(new Generation(interactive("now", 100), () -> false, () -> {}));

        assertThat(described(passed(GAN, 64))).isEqualTo("batch0:0+8 now:0+56");
        assertThat(described(passed(GAN, 64))).isEqualTo("batch1:0+20 now:56+44");
    }

    @Test
    void anInteractiveTaskFindsRoomThoughBatchTasksAloneWouldFillThePass() {
        for (int i = 0; i < 7; i++) {
            add("batch" + i, GAN, 1);
        }
        batcher.add(new Generation(interactive("now", 1), () -> false, () -> {}));

        assertThat(described(passed(GAN, 4))).isEqualTo("batch0:0+1 now:0+1 batch1:0+1 batch2:0+1");
    }

    @Test
    void modelsTakeTurnsAndNeverMix() {
        add("a", GAN, 100);
        add("v", VASE, 100);

        assertThat(batcher.nextKey()).contains(GAN);
        assertThat(described(passed(GAN, 64))).isEqualTo("a:0+64");
        assertThat(batcher.nextKey()).contains(VASE);
        assertThat(described(passed(VASE, 8))).isEqualTo("v:0+8");
        assertThat(batcher.nextKey()).contains(GAN);
    }

    @Test
    void aCanceledTaskLeavesBeforeTheNextBatch() throws InterruptedException {
        var canceled = new AtomicBoolean();
        var generation = new Generation(order("a", GAN, 100), canceled::get, () -> {});
        batcher.add(generation);
        passed(GAN, 64);

        canceled.set(true);

        assertThat(batcher.nextKey()).isEmpty();
        assertThat(generation.take(Duration.ZERO)).contains(new Output.Stopped());
    }

    @Test
    void aTaskThatNobodyTakesFromLetsOthersPass() throws InterruptedException {
        var room = new AtomicBoolean();
        var slow = new Generation(order("slow", GAN, 10_000), () -> false, () -> room.set(true));
        batcher.add(slow);
        var painted = new PassOutput(PaperDevice.SHAPE, new byte[0], new float[0]);
        for (int i = 0; i < Generation.MAX_AHEAD; i++) {
            slow.deliver(new Output.Strip(i, 1, painted, 0));
        }

        assertThat(batcher.nextKey()).isEmpty();
        add("other", GAN, 5);
        assertThat(described(batcher.next(GAN, 64))).isEqualTo("other:0+5");

        slow.take(Duration.ZERO);
        assertThat(room).isTrue();
        assertThat(batcher.nextKey()).contains(GAN);
    }

    private Batch passed(BatchKey key, int capacity) {
        var batch = batcher.next(key, capacity);
        batcher.delivered(batch);
        return batch;
    }

    private void add(String job, BatchKey key, int samples) {
        batcher.add(new Generation(order(job, key, samples), () -> false, () -> {}));
    }

    private static Order order(String job, BatchKey key, int samples) {
        return new Order(job, key, 42, new SampleRange(0, samples));
    }

    private static Order interactive(String job, int samples) {
        return new Order(
                job,
                GAN,
                42,
                new SampleRange(0, samples),
                Priority.INTERACTIVE,
                OptionalLong.empty(),
                Optional.empty());
    }

    private static String described(Batch batch) {
        var text = new StringBuilder();
        for (Part part : batch.parts()) {
            text.append(' ')
                    .append(part.generation().order().jobId())
                    .append(':')
                    .append(part.first())
                    .append('+')
                    .append(part.count());
        }
        return text.toString().trim();
    }
}
