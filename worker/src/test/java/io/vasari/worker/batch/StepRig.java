package io.vasari.worker.batch;

import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import io.vasari.contracts.SampleRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** One lane with a stepwise model on a simulated clock. */
final class StepRig {
    static final BatchKey KEY = key("vases", 32);

    final InkDevice device;
    final AtomicLong clock;
    final Agenda agenda;
    private final StepRunner runner;
    private final Map<Generation, List<Output>> taken = new HashMap<>();

    StepRig(InkDevice device) {
        this(device, new BatchObserver() {
            @Override
            public void painted(BatchKey key, int samples, long nanos) {}
        });
    }

    StepRig(InkDevice device, BatchObserver observer) {
        this.device = device;
        this.clock = device.clock;
        this.agenda = new Agenda(clock::get, observer);
        this.runner = new StepRunner(clock::get, observer);
        agenda.learn(KEY, device.technique());
    }

    static BatchKey key(String model, int side) {
        return new BatchKey(new ModelRef(model, "1"), Optional.of(new Format(side, side)));
    }

    static Order order(String job, int count, int steps, Priority priority, OptionalLong deadlineNanos) {
        return order(job, KEY, count, steps, "a vase", priority, deadlineNanos);
    }

    static Order order(
            String job,
            BatchKey key,
            int count,
            int steps,
            String prompt,
            Priority priority,
            OptionalLong deadlineNanos) {
        var sampling = new Sampling(steps, 3, "ddim", 32, 32);
        var text = new TextPrompts(List.of(new Prompt(prompt, count)), "", sampling, Optional.empty());
        return new Order(
                job,
                key,
                42,
                new SampleRange(0, count),
                priority,
                deadlineNanos,
                Optional.of(new ResolvedConditioning(text, Optional.empty())));
    }

    Generation batch(String job, int count, int steps) {
        return add(order(job, count, steps, Priority.BATCH, OptionalLong.empty()), () -> false);
    }

    Generation interactive(String job, int count, int steps) {
        return add(order(job, count, steps, Priority.INTERACTIVE, OptionalLong.empty()), () -> false);
    }

    Generation add(Order order, BooleanSupplier canceled) {
        var generation = new Generation(order, canceled, () -> {});
        agenda.add(generation, true);
        taken.put(generation, new ArrayList<>());
        return generation;
    }

    /** One step, whose outputs are taken; false when there is nothing to do. */
    boolean step() {
        boolean done = stepUntaken();
        taken.forEach((generation, outputs) -> outputs.addAll(take(generation)));
        return done;
    }

    boolean stepUntaken() {
        var turn = agenda.next(1);
        if (turn.isEmpty()) {
            agenda.takeDiscarded().forEach(PartialSample::close);
            return false;
        }
        var stepBatch = ((Turn.Step) turn.get()).stepBatch();
        long start = clock.get();
        runner.run(stepBatch);
        agenda.returned(stepBatch, clock.get() - start);
        agenda.takeDiscarded().forEach(PartialSample::close);
        return true;
    }

    StepRig steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
        return this;
    }

    /** Until nothing is left to do. */
    void run() {
        for (int i = 0; step(); i++) {
            if (i > 1_000_000) {
                throw new AssertionError("it never ends");
            }
        }
    }

    /** The last pass, for example {@code a:0 a:1}. */
    String lastPass() {
        return InkDevice.described(device.passes().get(device.passes().size() - 1));
    }

    /** What came out so far. */
    List<Output> outputs(Generation generation) {
        return taken.get(generation);
    }

    static List<Output> take(Generation generation) {
        var outputs = new ArrayList<Output>();
        try {
            for (var next = generation.take(Duration.ZERO); next.isPresent(); next = generation.take(Duration.ZERO)) {
                outputs.add(next.get());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return outputs;
    }

    /** Indices of the samples that came out. */
    List<Integer> painted(Generation generation) {
        return outputs(generation).stream()
                .map(output -> ((Output.Strip) output).first())
                .toList();
    }
}
