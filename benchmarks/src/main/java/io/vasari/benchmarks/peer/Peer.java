package io.vasari.benchmarks.peer;

import io.vasari.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Redis without persistence on a free port of 127.0.0.1 and Celery workers on it, until {@link #close}. */
public final class Peer implements AutoCloseable {
    private static final Duration LOAD_PATIENCE = Duration.ofMinutes(3);
    private static final Duration END_PATIENCE = Duration.ofSeconds(15);
    private static final String HOST = "127.0.0.1";

    private final PeerPrograms programs;
    private final Path folder;
    private final Map<String, String> environment;
    private final List<Process> processes = new ArrayList<>();

    private Peer(PeerPrograms programs, Path folder, Map<String, String> environment) {
        this.programs = programs;
        this.folder = folder;
        this.environment = environment;
    }

    /**
     * @param weights safetensors file of the generator
     * @param folder for tars and logs; it exists
     */
    public static Peer start(PeerPrograms programs, PeerSetup setup, Path weights, Path folder) {
        int port = freePort();
        var peer = new Peer(
                programs,
                folder,
                Map.of(
                        "PEER_REDIS",
                        "redis://" + HOST + ":" + port + "/0",
                        "PEER_OUT",
                        folder.toString(),
                        "PEER_WEIGHTS",
                        weights.toString(),
                        "PEER_PNG",
                        setup.png(),
                        "PEER_RESULTS",
                        setup.results(),
                        "OMP_NUM_THREADS",
                        "1",
                        "OPENBLAS_NUM_THREADS",
                        "1",
                        "PYTHONDONTWRITEBYTECODE",
                        "1"));
        peer.launch("redis", peer.redis(port));
        for (int worker = 0; worker < setup.workers().size(); worker++) {
            peer.launch("celery-" + worker, peer.celery(setup.workers().get(worker)));
        }
        return peer;
    }

    /**
     * Submits jobs of so many tasks of so many samples each, and returns once all are done.
     *
     * @param samplesPerTask 0 for tasks that do nothing
     * @throws UserError when they are not done within three minutes
     */
    public PeerRun load(String name, int jobs, int tasksPerJob, int samplesPerTask) {
        Path output = folder.resolve(name + ".out");
        var process = launch(
                name,
                List.of(
                        programs.python().toString(),
                        "load.py",
                        name,
                        "" + jobs,
                        "" + tasksPerJob,
                        "" + samplesPerTask));
        if (!endsWithin(process, LOAD_PATIENCE) || process.exitValue() != 0) {
            throw new UserError("the peer's load " + name + " did not end well; the logs are in " + folder);
        }
        processes.remove(process);
        try {
            return PeerRun.parse(Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> redis(int port) {
        return List.of(
                programs.redis().toString(),
                "--port",
                "" + port,
                "--bind",
                HOST,
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString());
    }

    private List<String> celery(List<String> options) {
        var command = new ArrayList<>(List.of(programs.python().toString(), "-m", "celery", "-A", "farm", "worker"));
        command.addAll(options);
        command.addAll(List.of("-l", "warning", "--without-gossip", "--without-mingle", "--without-heartbeat"));
        return command;
    }

    private Process launch(String name, List<String> command) {
        try {
            var builder = new ProcessBuilder(command)
                    .directory(programs.scripts().toFile())
                    .redirectOutput(folder.resolve(name + ".out").toFile())
                    .redirectError(folder.resolve(name + ".err").toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            close();
            throw new UserError("cannot start the peer's " + name + ": " + e.getMessage());
        }
    }

    /** Ends the workers, then Redis. */
    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            var children = process.descendants().toList();
            process.destroy();
            if (!endsWithin(process, END_PATIENCE)) {
                process.destroyForcibly();
            }
            children.forEach(ProcessHandle::destroyForcibly);
        }
        processes.clear();
    }

    private static boolean endsWithin(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
