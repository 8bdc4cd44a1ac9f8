package io.vasari.worker.batch;

import io.vasari.contracts.Failure;
import io.vasari.contracts.FailureCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes a sitting one step further, so that a sample which cannot be painted costs its own task alone: a pass that fails
 * changed nothing, so it is halved and the halves are run, down to the one sample to blame. What does not fit into memory
 * is halved too, and its key's passes stay that small. Safe for use by many lanes at once.
 */
final class StepEasel {
    private final LongSupplier nanos;
    private final BatchObserver observer;

    StepEasel(LongSupplier nanos, BatchObserver observer) {
        this.nanos = nanos;
        this.observer = observer;
    }

    /** @return what it took of the device, in nanoseconds */
    long run(Sitting sitting) {
        long start = nanos.getAsLong();
        sitting.samples().forEach(sample -> begin(sitting.stepper(), sample));
        halving(
                sitting,
                sitting.samples().stream().filter(sample -> !sample.isPainted()).toList(),
                samples -> advance(sitting, samples));
        halving(
                sitting,
                sitting.samples().stream().filter(Sample::isPainted).toList(),
                samples -> finish(sitting, samples));
        sitting.samples().forEach(StepEasel::glimpse);
        long taken = nanos.getAsLong() - start;
        sitting.samples().forEach(sample -> sample.painting()
                .charge(taken / sitting.samples().size()));
        return taken;
    }

    private static void begin(Stepper stepper, Sample sample) {
        if (sample.canvas().isPresent() || sample.painting().isEnded()) {
            return;
        }
        try {
            sample.begun(stepper.begin(sample.painting().order(), sample.index()));
        } catch (DeviceException e) {
            sample.painting().fail(e.failure());
        } catch (OutOfMemoryError e) {
            fail(sample, FailureCode.OUT_OF_MEMORY, "found no memory to begin", e);
        } catch (RuntimeException | Error e) {
            fail(sample, FailureCode.GENERATION_FAILED, "cannot be begun", e);
        }
    }

    private void advance(Sitting sitting, List<Sample> samples) {
        long start = nanos.getAsLong();
        sitting.stepper().advance(canvases(samples));
        long taken = nanos.getAsLong() - start;
        sitting.cap().measured(samples.size(), taken);
        observer.stepped(sitting.key(), samples.size(), sitting.seats(), taken);
    }

    private void finish(Sitting sitting, List<Sample> samples) {
        var pictures = sitting.stepper().finish(canvases(samples));
        for (int row = 0; row < samples.size(); row++) {
            var sample = samples.get(row);
            sample.finished(new Output.Strip(sample.index(), 1, pictures, row));
        }
        observer.finished(sitting.key(), samples.size());
    }

    private void halving(Sitting sitting, List<Sample> all, Consumer<List<Sample>> pass) {
        var samples = all.stream().filter(Sample::isOnItsWay).toList();
        if (samples.isEmpty()) {
            return;
        }
        try {
            pass.accept(samples);
        } catch (DeviceException e) {
            if (e.code() == FailureCode.OUT_OF_MEMORY) {
                splitForMemory(sitting, samples, pass, e);
            } else {
                samples.forEach(sample -> sample.painting().fail(e.failure()));
            }
        } catch (OutOfMemoryError e) {
            splitForMemory(sitting, samples, pass, e);
        } catch (RuntimeException | Error e) {
            split(sitting, samples, pass, FailureCode.GENERATION_FAILED, "cannot be generated", e);
        }
    }

    private void splitForMemory(Sitting sitting, List<Sample> samples, Consumer<List<Sample>> pass, Throwable e) {
        sitting.cap().outOfMemory(samples.size());
        split(sitting, samples, pass, FailureCode.OUT_OF_MEMORY, "does not fit into memory even alone", e);
    }

    private void split(
            Sitting sitting,
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
        halving(sitting, samples.subList(0, half), pass);
        halving(sitting, samples.subList(half, samples.size()), pass);
    }

    /** A sample whose glimpse fails may still become a picture. */
    private static void glimpse(Sample sample) {
        if (!sample.isOnItsWay() || !sample.painting().wantsGlimpse()) {
            return;
        }
        var canvas = sample.canvas().orElseThrow();
        try {
            var made = new Glimpse(sample.index(), canvas.stepsDone(), canvas.steps(), canvas.preview());
            sample.painting().glimpsed(Optional.of(made));
        } catch (RuntimeException | Error e) {
            sample.painting().glimpsed(Optional.empty());
        }
    }

    private static List<Canvas> canvases(List<Sample> samples) {
        return samples.stream().map(sample -> sample.canvas().orElseThrow()).toList();
    }

    private static void fail(Sample sample, FailureCode code, String what, Throwable e) {
        var order = sample.painting().order();
        String message = "sample %d of job %s (%s, seed %d) %s: %s"
                .formatted(sample.index(), order.jobId(), order.key().model(), order.seed(), what, e);
        sample.painting().fail(new Failure(code, message));
    }
}
