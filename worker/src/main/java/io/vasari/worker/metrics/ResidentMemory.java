package io.vasari.worker.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process, native memory of the engine included, where the system has {@code /proc}. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String FIELD = "VmRSS:";

    /** In bytes; NaN where it is not known. */
    static double bytes() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(FIELD))
                    .mapToDouble(ResidentMemory::parse)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** For example {@code VmRSS:    123456 kB}. */
    static double parse(String line) {
        String[] words = line.substring(FIELD.length()).trim().split("\\s+");
        return Long.parseLong(words[0]) * 1024.0;
    }

    private ResidentMemory() {}
}
