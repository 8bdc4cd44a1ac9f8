package io.vasari.cli.farm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running process of the farm. Until {@link #end} it is started again whenever it dies, after a pause that grows from
 * half a second to ten. Safe for use by many threads.
 */
public final class Member {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONG_LIFE = Duration.ofSeconds(30);

    private final Program program;
    private final Path logs;
    private final FarmEvents events;
    private final HttpClient http;
    /** Read without the lock: whoever is told of a start asks all members for their pids. */
    private volatile Process process;

    private boolean ending;
    private boolean held;
    private Duration pause = FIRST_PAUSE;
    private volatile int shortLives;

    Member(Program program, Path logs, FarmEvents events, HttpClient http) {
        this.program = program;
        this.logs = logs;
        this.events = events;
        this.http = http;
    }

    synchronized void start() {
        if (ending) {
            return;
        }
        long startedAt = System.nanoTime();
        process = launch();
        events.started(this);
        process.onExit().thenAccept(dead -> onDeath(dead, Duration.ofNanos(System.nanoTime() - startedAt)));
    }

    private Process launch() {
        try {
            Files.createDirectories(logs);
            var builder = new ProcessBuilder(program.command())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(program.log(logs).toFile()));
            builder.environment().putAll(program.env());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program.name(), e);
        }
    }

    private synchronized void onDeath(Process dead, Duration life) {
        if (ending || held || dead != process) {
            return;
        }
        boolean longLife = life.compareTo(LONG_LIFE) > 0;
        shortLives = longLife ? 0 : shortLives + 1;
        pause = longLife ? FIRST_PAUSE : pause;
        events.died(this, dead.exitValue(), pause);
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::restart);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    private synchronized void restart() {
        if (!process.isAlive() && !held) {
            start();
        }
    }

    public String name() {
        return program.name();
    }

    public String url() {
        return program.url();
    }

    boolean isScraped() {
        return program.scraped();
    }

    public Path log() {
        return program.log(logs);
    }

    boolean hasStarted() {
        return process != null;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** How often in a row it died soon after its start. */
    int shortLives() {
        return shortLives;
    }

    /** Whether it is alive and answers that it is ready. */
    public boolean isReady() {
        if (!isAlive()) {
            return false;
        }
        return program.readyPath().isEmpty() ? Ports.answers(program.port()) : answersOk();
    }

    private boolean answersOk() {
        var request = HttpRequest.newBuilder(URI.create(url() + program.readyPath()))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Kills it as {@code kill -9} does; it is started again. */
    public synchronized void kill() {
        process.destroyForcibly();
    }

    /** Asks it to end (SIGTERM) and does not start it again until {@link #resume}. */
    public synchronized Process terminate() {
        held = true;
        process.destroy();
        return process;
    }

    /** Kills it and does not start it again until {@link #resume}. */
    public synchronized Process killAndHold() {
        held = true;
        process.destroyForcibly();
        return process;
    }

    /** Starts it again after {@link #terminate} or {@link #killAndHold}. */
    public synchronized void resume() {
        held = false;
        if (!process.isAlive()) {
            start();
        }
    }

    /** Ends it for good: SIGTERM, and SIGKILL if it takes longer than the patience. */
    void end(Duration patience) {
        Process last;
        synchronized (this) {
            ending = true;
            last = process;
        }
        if (last == null) {
            return;
        }
        last.destroy();
        try {
            if (!last.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                events.stubborn(this, patience);
                last.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
