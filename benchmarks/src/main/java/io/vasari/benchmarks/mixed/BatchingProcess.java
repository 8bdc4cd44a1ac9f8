package io.vasari.benchmarks.mixed;

import io.vasari.benchmarks.bare.DiffusionWish;
import io.vasari.benchmarks.machine.Java;
import io.vasari.contracts.ModelRef;
import io.vasari.models.IterativeModel;
import io.vasari.models.ModelZoo;
import io.vasari.worker.batch.BatchKey;
import io.vasari.worker.batch.BatchObserver;
import io.vasari.worker.batch.DeviceLoop;
import io.vasari.worker.generate.NetworkDevice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Both ways to form batches, run in turns by one process with a worker's flags. It encodes, stores and reports nothing, and
 * nobody asks it over a network, so that what differs is the batching alone.
 */
public final class BatchingProcess implements AutoCloseable {
    private static final String CONTINUOUS = "continuous";
    private static final String STATIC = "static";
    private static final String SEPARATOR = ";";

    private final Java.Conversation process;

    /**
     * Starts it, and lets it warm up with the whole load twice, batched continuously: the device loop then knows its batch
     * sizes.
     *
     * @param seats of a batch of static batching
     */
    public BatchingProcess(Path zoo, ModelRef model, MixedLoad load, int seats) {
        this.process = Java.converse(
                BatchingProcess.class,
                List.of(
                        zoo.toString(),
                        model.toString(),
                        "" + load.batchSamples(),
                        "" + load.batchSteps(),
                        "" + load.interactiveSteps(),
                        load.arrivals().stream().map(at -> "" + at.toNanos()).collect(Collectors.joining(",")),
                        "" + seats));
        runContinuous();
        runContinuous();
    }

    public MixedResult runContinuous() {
        return MixedResult.parse(process.ask(CONTINUOUS));
    }

    public StaticResult runStatic() {
        var results = process.ask(STATIC).split(SEPARATOR);
        return new StaticResult(MixedResult.parse(results[0]), MixedResult.parse(results[1]));
    }

    @Override
    public void close() {
        process.close();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
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
        var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var loaded = ModelZoo.open(zoo).load(name.id(), name.revision());
                var networks = NetworkDevice.open(zoo, Optional.empty(), 1, OptionalLong.empty());
                var device = new DeviceLoop(networks, 1, () -> {}, System::nanoTime, new Silent()).start()) {
            if (!(loaded instanceof IterativeModel model)) {
                throw new IllegalArgumentException(name + " does not paint step by step");
            }
            var ofJob = new DiffusionWish(load.batchSteps());
            var interactive = new DiffusionWish(load.interactiveSteps());
            var continuousRun = new ContinuousRun(
                    device, name, ofJob.prompts(zoo, name, load.batchSamples()), interactive.prompts(zoo, name, 1));
            var staticRun = new StaticRun(
                    model,
                    ofJob.request(zoo, name),
                    interactive.request(zoo, name),
                    System::nanoTime,
                    BatchingProcess::sleep);
            for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                if (line.equals(CONTINUOUS)) {
                    System.out.println(continuousRun.run(load).line());
                } else {
                    var result = staticRun.run(load, seats);
                    System.out.println(
                            result.together().line() + SEPARATOR + result.each().line());
                }
            }
        }
    }

    private static void sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two arrivals", e);
        }
    }

    private static final class Silent implements BatchObserver {
        @Override
        public void painted(BatchKey key, int samples, long nanos) {}
    }
}
