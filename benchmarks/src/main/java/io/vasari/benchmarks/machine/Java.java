package io.vasari.benchmarks.machine;

import io.vasari.cli.farm.JavaProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a main class in a process of its own, on this one's class path, with the flags and the environment of a worker. */
public final class Java {
    /**
     * @param line receives each line of its output
     * @throws IllegalStateException when it does not end with code 0
     */
    public static void run(Class<?> main, List<String> arguments, Consumer<String> line) {
        run(List.of(), main, arguments, line);
    }

    /** As the other one, with further flags. */
    public static void run(List<String> flags, Class<?> main, List<String> arguments, Consumer<String> line) {
        try {
            Process process = builder(flags, main, arguments).start();
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

    /** Starts a main class that answers each line of its input with a line of its output. */
    public static Conversation converse(Class<?> main, List<String> arguments) {
        try {
            return new Conversation(main, builder(List.of(), main, arguments).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a process that goes on until it is closed. */
    public static final class Conversation implements AutoCloseable {
        private final Class<?> main;
        private final Process process;
        private final BufferedReader output;
        private final BufferedWriter input;

        private Conversation(Class<?> main, Process process) {
            this.main = main;
            this.process = process;
            this.output = process.inputReader();
            this.input = process.outputWriter();
        }

        /** @throws IllegalStateException when it has ended */
        public String ask(String line) {
            try {
                input.write(line);
                input.newLine();
                input.flush();
                return Optional.ofNullable(output.readLine())
                        .orElseThrow(() -> new IllegalStateException(main.getName() + " ended before its answer"));
            } catch (IOException e) {
                throw new IllegalStateException(main.getName() + " has ended", e);
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static ProcessBuilder builder(List<String> flags, Class<?> main, List<String> arguments) {
        var command = new ArrayList<>(JavaProcess.command(JavaProcess.WORKER_HEAP_MIB));
        command.addAll(List.of("-Dai.djl.offline=true", "-Dai.djl.pytorch.num_threads=1"));
        command.addAll(List.of("-Dai.djl.pytorch.num_interop_threads=1", "-Dorg.jboss.logging.provider=slf4j"));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("OPT_OUT_TRACKING", "true", "OMP_NUM_THREADS", "1"));
        builder.environment().putAll(JavaProcess.KEEPS_FREED_TENSORS);
        return builder;
    }

    private Java() {}
}
