package io.vasari.benchmarks.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.worker.batch.Batch;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.Device;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.batch.Order;
import io.vasari.worker.batch.PartialSample;
import io.vasari.worker.batch.PassOutput;
import io.vasari.worker.batch.Stepper;
import io.vasari.worker.batch.Technique;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContinuousRunTest {
    private static final MixedLoad LOAD = new MixedLoad(5, 4, 2, List.of(Duration.ofMillis(20), Duration.ofMillis(30)));

    private final EndlessJob stepper = new EndlessJob();

    @Test
    void whoComesMeanwhileDoesNotWaitForTheEndOfTheJob() throws InterruptedException {
        var result = run();

        assertThat(stepper.open).hasValue(0);
        assertThat(result.millis()).hasSize(2);
        assertThat(result.millis()[0]).isPositive();
        assertThat(result.seconds()).isGreaterThan(0.030 + result.millis()[0] / 1e3);
    }

    @Test
    void aSampleThatFailsEndsTheRun() {
        stepper.failure = Optional.of(new IllegalStateException("out of ink"));

        assertThatThrownBy(this::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("out of ink");
    }

    private MixedResult run() throws InterruptedException {
        try (var device =
                new DeviceLoop(stepper, 1, () -> {}, System::nanoTime, (ofKey, samples, nanos) -> {}).start()) {
            return new ContinuousRun(device, new ModelRef("endless", "1"), prompts(LOAD.batchSamples()), prompts(1))
                    .run(LOAD);
        }
    }

    private static TextPrompts prompts(int samples) {
        var sampling = new Sampling(LOAD.interactiveSteps(), 1, Sampling.MODELS_OWN_SCHEDULER, 1, 1);
        return new TextPrompts(List.of(new Prompt("dot", samples)), "", sampling, Optional.empty());
    }

    /** Samples of the job take steps until all interactive ones are done. */
    private static final class EndlessJob implements Device, Stepper {
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger interactiveDone = new AtomicInteger();
        private volatile Optional<RuntimeException> failure = Optional.empty();

        @Override
        public Technique prepare(BatchKey key) {
            return new Technique.Stepwise(2, this);
        }

        @Override
        public PassOutput paint(Batch batch) {
            throw new IllegalStateException("paints step by step");
        }

        @Override
        public PartialSample begin(Order order, int index) {
            open.incrementAndGet();
            return new Dot(order.priority());
        }

        @Override
        public void advance(List<PartialSample> partials) {
            failure.ifPresent(thrown -> {
                throw thrown;
            });
            partials.forEach(partial -> ((Dot) partial).done++);
        }

        @Override
        public PassOutput finish(List<PartialSample> finished) {
            interactiveDone.addAndGet((int) finished.stream()
                    .filter(partial -> ((Dot) partial).priority == Priority.INTERACTIVE)
                    .count());
            return new PassOutput(new Pixels(1, 1, 1), new byte[finished.size()], new float[0]);
        }

        private final class Dot implements PartialSample {
            private final Priority priority;
            private int done;
            private boolean closed;

            Dot(Priority priority) {
                this.priority = priority;
            }

            @Override
            public int stepsDone() {
                return done;
            }

            @Override
            public int steps() {
                boolean endless = priority == Priority.BATCH
                        && interactiveDone.get() < LOAD.arrivals().size();
                return endless ? done + 1 : priority == Priority.BATCH ? done : LOAD.interactiveSteps();
            }

            @Override
            public PassOutput preview() {
                throw new IllegalStateException("nobody asked");
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
            }
        }
    }
}
