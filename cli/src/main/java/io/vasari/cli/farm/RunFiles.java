package io.vasari.cli.farm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vasari.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * The files in {@code DIR/run} by which others find the farm's processes, and the lock by which one farm has the folder.
 * What a farm that was killed left running is ended when the folder is claimed again.
 */
final class RunFiles {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENDPOINTS = "endpoints.json";
    private static final String TARGETS = "prometheus-targets.json";

    private final Path run;
    private final FileChannel channel;

    private RunFiles(Path run, FileChannel channel) {
        this.run = run;
        this.channel = channel;
    }

    /** @throws UserError when another farm has the folder, or it cannot be written */
    static RunFiles claim(Path data) {
        Path run = data.resolve("run");
        try {
            Files.createDirectories(run);
            var channel = FileChannel.open(run.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new UserError("a farm already runs on " + data + " (see " + run.resolve(ENDPOINTS)
                        + "); end it, or choose another folder with --data");
            }
            Leftovers.end(data, run.resolve(ENDPOINTS));
            return new RunFiles(run, channel);
        } catch (IOException e) {
            throw new UserError("the data folder " + data + " cannot be written: " + e.getMessage());
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Where the farm on a data folder lists what has metrics. */
    static Path targets(Path data) {
        return data.resolve("run").resolve(TARGETS).toAbsolutePath();
    }

    synchronized void write(List<Member> members) {
        replace(
                ENDPOINTS,
                members.stream()
                        .map(member -> Map.of(
                                "name", member.name(),
                                "pid", member.pid(),
                                "url", member.url(),
                                "log", member.log().toAbsolutePath().toString()))
                        .toList());
        replace(
                TARGETS,
                members.stream().filter(Member::isScraped).map(RunFiles::target).toList());
    }

    /** In Prometheus's file_sd format. */
    private static Map<String, Object> target(Member member) {
        String job = member.name().replaceAll("-\\d+$", "");
        return Map.of(
                "targets", List.of(member.url().substring("http://".length())),
                "labels", Map.of("job", "vasari-" + job, "member", member.name(), "__metrics_path__", "/q/metrics"));
    }

    private void replace(String name, Object value) {
        try {
            Path temporary = run.resolve(name + ".new");
            Files.write(temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
            Files.move(
                    temporary, run.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void release() {
        try {
            Files.deleteIfExists(run.resolve(ENDPOINTS));
            Files.deleteIfExists(run.resolve(TARGETS));
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
