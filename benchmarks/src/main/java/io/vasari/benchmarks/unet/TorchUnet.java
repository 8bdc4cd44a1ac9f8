package io.vasari.benchmarks.unet;

import io.vasari.cli.UserError;
import io.vasari.cli.farm.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The same UNet in PyTorch, as {@code benchmarks/peers/unet.py} has it, one process for each run.
 *
 * @param python an interpreter that has PyTorch and NumPy
 * @param scripts {@code benchmarks/peers}
 */
public record TorchUnet(Path python, Path scripts) {
    /** What installs it. */
    public static final String INSTALL = "apt-get install python3-torch python3-numpy libopenblas0-pthread";

    /**
     * How long a step took.
     *
     * @param millis the median
     * @param fastestMillis the shortest
     * @param difference the largest from what Java said, in numbers of about 1
     */
    public record Run(double millis, double fastestMillis, double difference) {}

    private static final String PROBE = "import torch, numpy; torch.ones(64, 64) @ torch.ones(64, 64); "
            + "assert 'openblas' in open('/proc/self/maps').read(), 'PyTorch computes without OpenBLAS'";

    private static final Map<String, String> ONE_THREAD =
            Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1", "PYTHONDONTWRITEBYTECODE", "1");

    /** What is missing; empty when nothing is. */
    public String missing() {
        if (!Files.isExecutable(python)) {
            return "there is no " + python;
        }
        return run(List.of(python.toString(), "-c", PROBE)).says();
    }

    /**
     * @param revision a folder of diffusers
     * @param exchange file that {@link JavaUnet} wrote
     * @throws UserError when the script fails, or cannot do what the UNet's config asks for
     */
    public Run run(Path revision, int steps, Path exchange) {
        var end = run(List.of(
                python.toString(),
                scripts.resolve("unet.py").toString(),
                revision.resolve("unet").toString(),
                exchange.toString(),
                "" + steps));
        if (end.code() != 0) {
            throw new UserError("unet.py ended with code " + end.code() + ": " + end.says());
        }
        double[] numbers = Arrays.stream(end.says().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Run(numbers[0], numbers[1], numbers[2]);
    }

    private record End(int code, String says) {}

    private static End run(List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(ONE_THREAD);
            builder.environment().putAll(JavaProcess.KEEPS_FREED_TENSORS);
            var process = builder.start();
            try (var output = process.inputReader()) {
                String last = output.lines().reduce("", (before, line) -> line);
                return new End(process.waitFor(), last);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }
}
