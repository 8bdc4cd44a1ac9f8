package io.vasari.benchmarks.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/** Where the figures of a run were taken. */
public final class Machine {
    /** One line: processor, cores, memory, system, Java, load at this moment, date. */
    public static String describe(LocalDate today) {
        var os = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.0f GB of memory, %s %s, Java %s; load average %.2f at the start; %s",
                field("/proc/cpuinfo", "model name"),
                os.getAvailableProcessors(),
                kibibytes(field("/proc/meminfo", "MemTotal")) / 1e6 * 1.024,
                os.getName(),
                os.getVersion(),
                Runtime.version(),
                os.getSystemLoadAverage(),
                today);
    }

    static double kibibytes(String text) {
        return Double.parseDouble(text.replace("kB", "").trim());
    }

    /** First value of {@code name: value} in a file below /proc; "unknown" where there is none. */
    static String field(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Machine() {}
}
