package io.vasari.benchmarks.diffusion;

import io.vasari.benchmarks.results.Bound;
import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import io.vasari.benchmarks.scenarios.Bench;
import io.vasari.benchmarks.unet.JavaUnet;
import io.vasari.benchmarks.unet.NativeCalls;
import io.vasari.benchmarks.unet.TorchUnet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Option;

/** One forward pass of the UNet in Java against the same one in PyTorch eager: same weights, same numbers, one thread. */
public final class UnetStep implements DiffusionPart {
    private static final Bound MOST = Bound.atMost(1.2);
    private static final double MOST_DIFFERENCE = 1e-3;
    private static final int FREQUENT = 8;

    @Option(
            names = "--unet-rows",
            split = ",",
            defaultValue = "2,16",
            description =
                    "Rows of a pass: with guidance, two for each sample. Each number is measured. Default: ${DEFAULT-VALUE}")
    private List<Integer> rows;

    @Option(
            names = "--unet-steps",
            defaultValue = "50",
            description = "Passes that are timed in each round. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--unet-rounds",
            defaultValue = "3",
            description = "How often both are run, in turn; the medians count. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--python",
            paramLabel = "FILE",
            defaultValue = "/usr/bin/python3",
            description = "The interpreter that has PyTorch. Default: ${DEFAULT-VALUE}")
    private Path python;

    @Override
    public void run(Bench bench, BatchSizes sizes) {
        bench.results().title("One pass of the UNet in Java and in PyTorch eager, one thread, " + bench.model());
        var torch = new TorchUnet(python, bench.installation().root().resolve("benchmarks/peers"));
        var missing = torch.missing();
        if (!missing.isEmpty()) {
            bench.results().note("PyTorch was SKIPPED, not measured: " + missing + ". On Debian: " + TorchUnet.INSTALL);
        }
        bench.inFolder("unet", folder -> {
            for (int count : rows) {
                measure(bench, torch, missing.isEmpty(), count, folder.resolve("exchange.safetensors"));
            }
            return folder;
        });
    }

    private void measure(Bench bench, TorchUnet torch, boolean compared, int count, Path exchange) {
        var ours = new ArrayList<JavaUnet.Run>();
        var theirs = new ArrayList<TorchUnet.Run>();
        for (int round = 1; round <= rounds; round++) {
            bench.results().progress(count + " rows, round " + round + " of " + rounds);
            ours.add(JavaUnet.run(bench.revision(), count, steps, exchange));
            if (compared) {
                theirs.add(torch.run(bench.revision(), steps, exchange));
            }
        }
        explain(bench, count, ours, exchange);
        bench.results().add(findings(count, ours, theirs));
    }

    private static List<Finding> findings(int count, List<JavaUnet.Run> ours, List<TorchUnet.Run> theirs) {
        var java = millis("Java, " + count + " rows", ours, JavaUnet.Run::millis);
        if (theirs.isEmpty()) {
            return List.of(new Finding.Plain(java));
        }
        double difference =
                theirs.stream().mapToDouble(TorchUnet.Run::difference).max().orElseThrow();
        return List.of(
                new Finding.Ratio(java, millis("PyTorch", theirs, TorchUnet.Run::millis), MOST),
                new Finding.Ratio(
                        millis("Java, " + count + " rows, fastest", ours, JavaUnet.Run::fastestMillis),
                        millis("PyTorch, fastest", theirs, TorchUnet.Run::fastestMillis),
                        Bound.NONE),
                new Finding.Limit(
                        new Figure(count + " rows, largest difference of the outputs", 1e6 * difference, "millionths"),
                        1e6 * MOST_DIFFERENCE));
    }

    /** Where the time goes that is not the engine's. */
    private void explain(Bench bench, int count, List<JavaUnet.Run> ours, Path exchange) {
        bench.results()
                .note(String.format(
                        Locale.ROOT,
                        "With %d rows a step in Java allocates %,.0f bytes on the heap.",
                        count,
                        ours.get(0).heapBytes()));
        try {
            var calls = NativeCalls.count(bench.revision(), count, exchange);
            bench.results()
                    .note("It makes " + calls.total() + " native calls; the most frequent: " + calls.most(FREQUENT)
                            + ".");
        } catch (IOException e) {
            bench.results().note("Its native calls were not counted: " + e.getMessage());
        }
    }

    private static <T> Figure millis(String name, List<T> runs, ToDoubleFunction<T> value) {
        return Figure.median(name, "ms", runs.stream().mapToDouble(value).toArray());
    }
}
