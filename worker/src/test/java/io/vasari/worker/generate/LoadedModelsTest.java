package io.vasari.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.contracts.ModelRef;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.GenerativeModel;
import io.vasari.models.ImageShape;
import io.vasari.models.LoadedModel;
import io.vasari.models.SampleKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LoadedModelsTest {
    private static final ModelRef A = new ModelRef("a", "1");
    private static final ModelRef B = new ModelRef("b", "1");
    private static final ModelRef C = new ModelRef("c", "1");

    private final List<Fake> loaded = new ArrayList<>();
    private final LoadedModels models = new LoadedModels(this::load, 1, Long.MAX_VALUE);
    private final Map<ModelRef, Long> sizes = new HashMap<>();
    private Before beforeLoad = ref -> {};

    private interface Before {
        void load(ModelRef ref) throws InterruptedException;
    }

    @Test
    void aModelInUseGoesOnlyAfterItAndHasNoSecondCopy() {
        models.use(A, a -> {
            models.use(B, b -> 0);
            assertThat(models.refs()).containsExactlyInAnyOrder(A, B);
            models.use(A, same -> assertThat(same).isSameAs(a));
            return 0;
        });

        assertThat(models.refs()).containsExactly(A);
        assertThat(loaded).extracting(model -> model.closed).containsExactly(0, 1);
    }

    @Test
    void theOneUsedLongestAgoGoesWhenTheBytesDoNotSuffice() {
        sizes.put(A, 40L);
        sizes.put(B, 40L);
        sizes.put(C, 30L);
        var roomy = new LoadedModels(this::load, 9, 100);
        roomy.use(A, a -> 0);
        roomy.use(B, b -> 0);
        roomy.use(A, a -> 0);
        assertThat(roomy.sizeBytes()).isEqualTo(80);

        roomy.use(C, c -> 0);

        assertThat(roomy.refs()).containsExactly(A, C);
        assertThat(roomy.sizeBytes()).isEqualTo(70);
    }

    @Test
    void aModelLargerThanAllThatIsAllowedStaysUntilAnotherComes() {
        sizes.put(A, 500L);
        var narrow = new LoadedModels(this::load, 9, 100);
        narrow.use(A, a -> 0);
        narrow.use(A, a -> 0);
        assertThat(loaded).hasSize(1);

        narrow.use(B, b -> 0);

        assertThat(narrow.refs()).containsExactly(B);
        assertThat(loaded.get(0).closed).isEqualTo(1);
    }

    @Test
    void anOldRevisionInUseStaysBesideTheNewOneUntilItIsLetGo() {
        sizes.put(A, 60L);
        sizes.put(B, 60L);
        var models = new LoadedModels(this::load, 9, 100);
        var old = models.hold(A);

        models.use(B, b -> 0);
        models.use(B, b -> 0);
        assertThat(loaded).hasSize(2).allSatisfy(model -> assertThat(model.closed)
                .isZero());
        old.letGo();
        models.use(B, b -> 0);
        models.use(C, c -> 0);

        assertThat(models.refs()).containsExactly(B, C);
    }

    @Test
    void whoWantsAModelInMemoryDoesNotWaitForOneThatLoads() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var two = new LoadedModels(this::load, 2, Long.MAX_VALUE);
        two.use(A, a -> 0);
        beforeLoad = ref -> {
            begun.countDown();
            release.await();
        };
        var other = new Thread(() -> two.use(B, b -> 0));
        other.start();
        begun.await();

        assertThat(two.<Object>use(A, a -> a)).isSameAs(loaded.get(0));

        release.countDown();
        other.join();
        assertThat(two.refs()).contains(B);
    }

    @Test
    void aLoadThatFailsIsTriedAgainByTheNext() {
        beforeLoad = ref -> {
            throw new IllegalStateException("torn");
        };
        assertThatThrownBy(() -> models.use(A, a -> 0)).hasMessage("torn");
        beforeLoad = ref -> {};

        assertThat(models.<Object>use(A, a -> a)).isSameAs(loaded.get(0));
    }

    @Test
    void aUseThatFailsLetsGoOfTheModel() {
        assertThatThrownBy(() -> models.use(A, a -> {
                    throw new IllegalStateException("simulated");
                }))
                .hasMessage("simulated");

        models.close();

        assertThat(loaded.get(0).closed).isEqualTo(1);
    }

    @Test
    void lanesThatTurnEachOthersModelsOutNeverMeetAClosedOne() throws Exception {
        var lanes = Executors.newFixedThreadPool(3);
        var late = new AtomicInteger();
        try {
            Callable<Void> lane = () -> {
                for (int i = 0; i < 3_000; i++) {
                    models.use(i % 3 == 0 ? B : A, model -> {
                        Thread.yield();
                        return ((Fake) model).closed == 0 ? 0 : late.incrementAndGet();
                    });
                }
                return null;
            };
            // Whether lanes get into each other's way is for the machine to say: again until they did.
            for (int round = 0; round < 100 && loaded.size() <= 2; round++) {
                for (var done : lanes.invokeAll(
                        IntStream.range(0, 3).mapToObj(i -> lane).toList())) {
                    done.get();
                }
            }
        } finally {
            lanes.shutdownNow();
        }
        models.close();

        assertThat(late).hasValue(0);
        assertThat(loaded).hasSizeGreaterThan(2).allSatisfy(model -> assertThat(model.closed)
                .isEqualTo(1));
    }

    private LoadedModel load(ModelRef ref) {
        try {
            beforeLoad.load(ref);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var model = new Fake(sizes.getOrDefault(ref, 1L));
        synchronized (loaded) {
            loaded.add(model);
        }
        return model;
    }

    private static final class Fake implements GenerativeModel {
        private final long sizeBytes;
        private volatile int closed;

        Fake(long sizeBytes) {
            this.sizeBytes = sizeBytes;
        }

        @Override
        public long sizeBytes() {
            return sizeBytes;
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(1, 1, 1);
        }

        @Override
        public int batchSize() {
            assertThat(closed).isZero();
            return 1;
        }

        @Override
        public GeneratedBatch generate(List<SampleKey> samples) {
            return new GeneratedBatch(samples.size(), shape(), new byte[samples.size()], new float[0]);
        }

        @Override
        public GeneratedBatch generateUnjudged(List<SampleKey> samples) {
            return generate(samples);
        }

        @Override
        public synchronized void close() {
            closed++;
        }
    }
}
