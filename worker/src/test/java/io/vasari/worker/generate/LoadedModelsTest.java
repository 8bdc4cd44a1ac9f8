package io.vasari.worker.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.contracts.ModelRef;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.GenerativeModel;
import io.vasari.models.ImageShape;
import io.vasari.models.SampleKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LoadedModelsTest {
    private static final ModelRef A = new ModelRef("a", "1");
    private static final ModelRef B = new ModelRef("b", "1");

    private final List<Fake> loaded = new ArrayList<>();
    private final LoadedModels models = new LoadedModels(this::load, 1);

    @Test
    void aModelInUseIsClosedOnlyAfterIt() {
        models.use(A, a -> {
            models.use(B, b -> 0);
            assertThat(models.refs()).containsExactly(B);
            assertThat(a.batchSize()).isPositive();
            return 0;
        });

        assertThat(loaded.get(0).closed).isEqualTo(1);
        assertThat(loaded.get(1).closed).isZero();
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
            for (var done :
                    lanes.invokeAll(IntStream.range(0, 3).mapToObj(i -> lane).toList())) {
                done.get();
            }
        } finally {
            lanes.shutdownNow();
        }
        models.close();

        assertThat(late).hasValue(0);
        assertThat(loaded).hasSizeGreaterThan(2).allSatisfy(model -> assertThat(model.closed)
                .isEqualTo(1));
    }

    private GenerativeModel load(ModelRef ref) {
        var model = new Fake();
        loaded.add(model);
        return model;
    }

    private static final class Fake implements GenerativeModel {
        private volatile int closed;

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
