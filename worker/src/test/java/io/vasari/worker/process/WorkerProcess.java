package io.vasari.worker.process;

import static org.awaitility.Awaitility.await;

import io.vasari.worker.plugin.StripesZoo;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker as it is shipped, in a process of its own. */
final class WorkerProcess implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final Path log;

    private WorkerProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static WorkerProcess start(String id, String bootstrap, Path dir, String... settings) throws IOException {
        int port = freePort();
        Path log = dir.resolve(id + ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m", "-XX:+UseSerialGC"));
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dkafka.bootstrap.servers=" + bootstrap);
        command.add("-Dvasari.worker.id=" + id);
        command.add("-Dvasari.worker.slots=3");
        command.add("-Dvasari.worker.interactive-slots=1");
        command.add("-Dvasari.models.dir=" + StripesZoo.zoo(dir));
        command.add("-Dvasari.models.plugins=" + StripesZoo.plugins(dir));
        command.add("-Dvasari.store.dir=" + dir.resolve("store"));
        command.addAll(List.of(settings));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new WorkerProcess(process, port, log);
    }

    WorkerProcess awaitReady() {
        await("ready: " + log).atMost(Duration.ofSeconds(40)).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the worker ended:\n" + log());
            }
            return get("/q/health/ready").statusCode() == 200;
        });
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    boolean awaitExit(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
