package io.vasari.worker.batch;

import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes a batch one step further, so that a sample which cannot be painted costs its own task alone: a pass that fails
 * changed nothing, so it is halved and the halves are run, down to the one sample to blame. What does not fit into memory
 * is halved too, and its key's passes stay that small. Safe for use by many lanes at once.
 */
final class StepRunner {
    private final LongSupplier nanos;
    private final BatchObserver observer;

    StepRunner(LongSupplier nanos, BatchObserver observer) {
        this.nanos = nanos;
        this.observer = observer;
    }

    /** @return what it took of the device, in nanoseconds */
    long run(StepBatch stepBatch) {
        long start = nanos.getAsLong();
        stepBatch.samples().forEach(sample -> begin(stepBatch.stepper(), sample));
        halving(
                stepBatch,
                stepBatch.samples().stream()
                        .filter(sample -> !sample.isPainted())
                        .toList(),
                samples -> advance(stepBatch, samples));
        halving(
                stepBatch,
                stepBatch.samples().stream().filter(Sample::isPainted).toList(),
                samples -> finish(stepBatch, samples));
        stepBatch.samples().forEach(StepRunner::preview);
        long taken = nanos.getAsLong() - start;
        stepBatch.samples().forEach(sample -> sample.generation()
                .charge(taken / stepBatch.samples().size()));
        return taken;
    }

    private static void begin(Stepper stepper, Sample sample) {
        if (sample.partial().isPresent() || sample.generation().isEnded()) {
            return;
        }
        try {
            sample.begun(stepper.begin(sample.generation().order(), sample.index()));
        } catch (DeviceException e) {
            sample.generation().fail(e.failure());
        } catch (OutOfMemoryError e) {
            fail(sample, FailureCode.OUT_OF_MEMORY, "found no memory to begin", e);
        } catch (RuntimeException | Error e) {
            fail(sample, FailureCode.GENERATION_FAILED, "cannot be begun", e);
        }
    }

    private void advance(StepBatch stepBatch, List<Sample> samples) {
        long start = nanos.getAsLong();
        stepBatch.stepper().advance(partials(samples));
        long taken = nanos.getAsLong() - start;
        stepBatch.cap().measured(samples.size(), taken);
        observer.stepped(stepBatch.key(), samples.size(), stepBatch.seats(), taken);
    }

    private void finish(StepBatch stepBatch, List<Sample> samples) {
        var pictures = stepBatch.stepper().finish(partials(samples));
        for (int row = 0; row < samples.size(); row++) {
            var sample = samples.get(row);
            sample.finished(new Output.Strip(sample.index(), 1, pictures, row));
        }
        observer.finished(stepBatch.key(), samples.size());
    }

    private void halving(StepBatch stepBatch, List<Sample> all, Consumer<List<Sample>> pass) {
        var samples = all.stream().filter(Sample::isOnItsWay).toList();
        if (samples.isEmpty()) {
            return;
        }
        try {
            pass.accept(samples);
        } catch (DeviceException e) {
            if (e.code() == FailureCode.OUT_OF_MEMORY) {
                splitForMemory(stepBatch, samples, pass, e);
            } else {
                samples.forEach(sample -> sample.generation().fail(e.failure()));
            }
        } catch (OutOfMemoryError e) {
            splitForMemory(stepBatch, samples, pass, e);
        } catch (RuntimeException | Error e) {
            split(stepBatch, samples, pass, FailureCode.GENERATION_FAILED, "cannot be generated", e);
        }
    }

    private void splitForMemory(StepBatch stepBatch, List<Sample> samples, Consumer<List<Sample>> pass, Throwable e) {
        stepBatch.cap().outOfMemory(samples.size());
        split(stepBatch, samples, pass, FailureCode.OUT_OF_MEMORY, "does not fit into memory even alone", e);
    }

    private void split(
            StepBatch stepBatch,
            List<Sample> samples,
            Consumer<List<Sample>> pass,
            FailureCode code,
            String what,
            Throwable e) {
        int half = samples.size() / 2;
        if (half == 0) {
            fail(samples.get(0), code, what, e);
            return;
        }
        halving(stepBatch, samples.subList(0, half), pass);
        halving(stepBatch, samples.subList(half, samples.size()), pass);
    }

    /** A sample whose preview fails may still become a picture. */
    private static void preview(Sample sample) {
        if (!sample.isOnItsWay() || !sample.generation().wantsPreview()) {
            return;
        }
        var partial = sample.partial().orElseThrow();
        try {
            var made = new SamplePreview(sample.index(), partial.stepsDone(), partial.steps(), partial.preview());
            sample.generation().previewed(Optional.of(made));
        } catch (RuntimeException | Error e) {
            sample.generation().previewed(Optional.empty());
        }
    }

    private static List<PartialSample> partials(List<Sample> samples) {
        return samples.stream().map(sample -> sample.partial().orElseThrow()).toList();
    }

    private static void fail(Sample sample, FailureCode code, String what, Throwable e) {
        var order = sample.generation().order();
        String message = "sample %d of job %s (%s, seed %d) %s: %s"
                .formatted(sample.index(), order.jobId(), order.key().model(), order.seed(), what, e);
        sample.generation().fail(new Failure(code, message));
    }
}
