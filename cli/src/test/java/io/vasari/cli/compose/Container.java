package io.vasari.cli.compose;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A service of the compose file as a process: the same command with the same environment, only that names and paths that are
 * inside of containers alone stand for their like on this machine.
 */
final class Container implements AutoCloseable {
    private final ComposeFile compose;
    private final String service;
    private final Map<String, String> environment;
    private final Process process;

    private Container(ComposeFile compose, String service, Map<String, String> environment, Process process) {
        this.compose = compose;
        this.service = service;
        this.environment = environment;
        this.process = process;
    }

    /** @param volumes stands for what is mounted below {@code /var/lib/vasari} */
    static Container start(ComposeFile compose, String service, String bootstrap, Path volumes) throws IOException {
        Path app = ComposeFile.ROOT.resolve(service);
        var dockerfile = Dockerfile.read(app.resolve("Dockerfile"));
        var environment = new LinkedHashMap<>(dockerfile.environment());
        environment.putAll(compose.environment(service));
        environment.put("QUARKUS_HTTP_PORT", "" + freePort());
        environment.replaceAll((name, value) -> value.replace("kafka:9092", bootstrap)
                .replace("/opt/vasari/zoo", ComposeFile.ROOT.resolve("zoo").toString())
                .replace("/var/lib/vasari/state", volumes.resolve(service).toString())
                .replace("/var/lib/vasari", volumes.toString()));
        // The engine is unpacked already where the tests run.
        environment.remove("DJL_CACHE_DIR");
        var builder = new ProcessBuilder(dockerfile.entrypoint())
                .directory(app.resolve("target/quarkus-app").toFile())
                .redirectErrorStream(true)
                .redirectOutput(Files.createDirectories(volumes)
                        .resolve(service + ".log")
                        .toFile());
        builder.environment().putAll(environment);
        return new Container(compose, service, environment, builder.start());
    }

    /** Whether its own health check says so. */
    boolean isHealthy() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException(service + " ended with code " + process.exitValue());
        }
        var check = new ProcessBuilder(compose.healthCheck(service));
        check.environment().putAll(environment);
        return check.start().waitFor() == 0;
    }

    String url() {
        return "http://127.0.0.1:" + environment.get("QUARKUS_HTTP_PORT");
    }

    /** @return how long it took to end; the grace it has at most */
    Duration stop() throws InterruptedException {
        long start = System.nanoTime();
        process.destroy();
        if (!process.waitFor(compose.stopGrace(service).toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(service + " had not ended within its grace");
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
