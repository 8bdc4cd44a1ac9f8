package io.vasari.evaluator.farm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged evaluator in a process of its own. */
final class EvaluatorProcess implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("vasari.root"));

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private EvaluatorProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static EvaluatorProcess start(Path folder, String bootstrapServers) {
        return start(folder, bootstrapServers, "evaluator-1");
    }

    /** One of several, with a folder of its own. */
    static EvaluatorProcess start(Path folder, String bootstrapServers, String id) {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-Dquarkus.http.port=" + port,
                "-Dkafka.bootstrap.servers=" + bootstrapServers,
                "-Dvasari.store.dir=" + folder.resolve("artifacts"),
                "-Dvasari.models.dir=" + ROOT.resolve("zoo"),
                "-Dvasari.data.dir=" + folder.resolve("data").resolve(id),
                "-Dvasari.evaluator.id=" + id,
                "-jar",
                ROOT.resolve("evaluator/target/quarkus-app/quarkus-run.jar").toString()));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("evaluator.log").toFile()))
                    .start();
            return new EvaluatorProcess(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        return get("/q/health/ready").map(answer -> answer.statusCode() == 200).orElse(false);
    }

    boolean isLive() {
        return get("/q/health/live").map(answer -> answer.statusCode() == 200).orElse(false);
    }

    /** What Prometheus would scrape; nothing while it does not answer. */
    String metrics() {
        return get("/q/metrics").map(answer -> answer.body().replace(",}", "}")).orElse("");
    }

    private Optional<HttpResponse<String>> get(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @return the exit code after SIGTERM */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still there 30 s after SIGTERM");
        }
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
