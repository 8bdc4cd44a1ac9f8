package io.vasari.benchmarks.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a main class in a process of its own, on this one's class path, with the flags and the environment of a worker. */
public final class Java {
    /** For glibc, as a worker has it; peers that compute with tensors get it too. */
    public static final Map<String, String> KEEPS_FREED_TENSORS = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "33554432",
            "MALLOC_TRIM_THRESHOLD_", "134217728",
            "MALLOC_TOP_PAD_", "67108864",
            "THP_MEM_ALLOC_ENABLE", "1");

    /**
     * @param line receives each line of its output
     * @throws IllegalStateException when it does not end with code 0
     */
    public static void run(Class<?> main, List<String> arguments, Consumer<String> line) {
        run(List.of(), main, arguments, line);
    }

    /** As the other one, with further flags. */
    public static void run(List<String> flags, Class<?> main, List<String> arguments, Consumer<String> line) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(
                List.of("-Xms160m", "-Xmx320m", "-Xmn64m", "-XX:+AlwaysPreTouch", "-XX:MaxDirectMemorySize=128m"));
        command.add("-XX:+UseSerialGC");
        command.addAll(List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:TrimNativeHeapInterval=30000"));
        command.addAll(List.of("-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=1"));
        command.addAll(
                List.of("-Dai.djl.pytorch.num_interop_threads=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("OPT_OUT_TRACKING", "true", "OMP_NUM_THREADS", "1"));
        builder.environment().putAll(KEEPS_FREED_TENSORS);
        try {
            Process process = builder.start();
            try (var output = process.inputReader()) {
                output.lines().forEach(line);
            } finally {
                process.destroy();
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(main.getName() + " ended with code " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + main.getName() + " ran", e);
        }
    }

    private Java() {}
}
