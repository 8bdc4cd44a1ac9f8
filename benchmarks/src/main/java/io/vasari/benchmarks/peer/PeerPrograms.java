package io.vasari.benchmarks.peer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that the peer needs, all of them from Debian.
 *
 * @param python an interpreter that has Celery, redis, PyTorch, NumPy, Pillow and OpenCV
 * @param redis the server
 * @param scripts {@code benchmarks/peers}
 */
public record PeerPrograms(Path python, Path redis, Path scripts) {
    /** What installs them. */
    public static final String INSTALL = "apt-get install python3-celery python3-redis python3-hiredis python3-torch"
            + " python3-pil python3-opencv libopenblas0-pthread redis-server";

    private static final String PROBE = "import celery, redis, hiredis, torch, PIL, cv2; "
            + "torch.ones(64, 64) @ torch.ones(64, 64); "
            + "assert 'openblas' in open('/proc/self/maps').read(), 'PyTorch computes without OpenBLAS'";

    /** @return empty when something is missing; {@code missing} is told what */
    public static Optional<PeerPrograms> find(Path python, Path scripts, Appendable missing) throws IOException {
        var redis = onPath("redis-server");
        if (redis.isEmpty()) {
            missing.append("there is no redis-server");
            return Optional.empty();
        }
        if (!Files.isExecutable(python)) {
            missing.append("there is no ").append(python.toString());
            return Optional.empty();
        }
        String complaint = probe(python);
        if (!complaint.isEmpty()) {
            missing.append(python.toString()).append(" says ").append(complaint);
            return Optional.empty();
        }
        return Optional.of(new PeerPrograms(python, redis.get(), scripts));
    }

    /** Last line of what the interpreter says against the imports; empty when it says nothing. */
    private static String probe(Path python) throws IOException {
        var process = new ProcessBuilder(python.toString(), "-c", PROBE)
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader()) {
            return output.lines().reduce("", (before, line) -> line);
        }
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
