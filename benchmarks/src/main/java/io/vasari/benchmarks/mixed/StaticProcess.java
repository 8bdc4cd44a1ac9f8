package io.vasari.benchmarks.mixed;

import io.vasari.benchmarks.bare.DiffusionWish;
import io.vasari.benchmarks.machine.Java;
import io.vasari.contracts.ModelRef;
import io.vasari.models.IterativeModel;
import io.vasari.models.ModelZoo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Static batching in a process of its own with a worker's flags. It encodes, stores and reports nothing, and nobody asks it
 * over a network, which favours it.
 */
public final class StaticProcess {
    private static final int WARM_UP_STEPS = 10;

    /**
     * @param seats of a batch
     */
    public static MixedResult run(Path zoo, ModelRef model, MixedLoad load, int seats, Release release) {
        var numbers = new ArrayList<Double>();
        Java.run(
                StaticProcess.class,
                List.of(
                        zoo.toString(),
                        model.toString(),
                        "" + load.batchSamples(),
                        "" + load.batchSteps(),
                        "" + load.interactiveSteps(),
                        load.arrivals().stream().map(at -> "" + at.toNanos()).collect(Collectors.joining(",")),
                        "" + seats,
                        release.name()),
                line -> numbers.add(Double.parseDouble(line)));
        return MixedResult.of(numbers.stream().skip(1).mapToDouble(Double::doubleValue), numbers.get(0));
    }

    public static void main(String[] args) {
        Path zoo = Path.of(args[0]);
        var name = ModelRef.parse(args[1]);
        var load = new MixedLoad(
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                List.of(args[5].split(",")).stream()
                        .map(nanos -> Duration.ofNanos(Long.parseLong(nanos)))
                        .toList());
        int seats = Integer.parseInt(args[6]);
        try (var loaded = ModelZoo.open(zoo).load(name.id(), name.revision())) {
            if (!(loaded instanceof IterativeModel model)) {
                throw new IllegalArgumentException(name + " does not paint step by step");
            }
            var warmUp = new MixedLoad(seats, WARM_UP_STEPS, WARM_UP_STEPS, List.of(Duration.ZERO));
            run(zoo, name, model, warmUp, Release.EACH).run(warmUp, seats);
            var result = run(zoo, name, model, load, Release.valueOf(args[7])).run(load, seats);
            System.out.println(result.seconds());
            for (double millis : result.millis()) {
                System.out.println(millis);
            }
        }
    }

    private static StaticRun run(Path zoo, ModelRef name, IterativeModel model, MixedLoad load, Release release) {
        return new StaticRun(
                model,
                new DiffusionWish(load.batchSteps()).request(zoo, name),
                new DiffusionWish(load.interactiveSteps()).request(zoo, name),
                release,
                System::nanoTime,
                StaticProcess::sleep);
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two arrivals", e);
        }
    }

    private StaticProcess() {}
}
